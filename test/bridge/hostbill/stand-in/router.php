<?php
// One request to the stand-in: sets the scene that the test sent along, fires an event or runs a page of the module, and
// answers what came out as JSON. Redirects and pages of the module are real ones.
declare(strict_types=1);

$scene = json_decode(base64_decode($_SERVER['HTTP_X_STAND_IN']), true);
$_SERVER['HTTP_ACCEPT_LANGUAGE'] = $scene['browser'] ?? '';
ini_set('error_log', getenv('STAND_IN_WORK') . '/log');
ini_set('log_errors', '1');

require __DIR__ . '/panel.php';
$panel = getenv('STAND_IN_PANEL');
$folder = $panel . '/includes/modules/Other/liaison';
$answer = [];
if (isset($scene['hookFiles'])) {
    standInHookFiles($panel . '/includes/extend/hooks', $scene['hookFiles'], $scene['details'] ?? [], $scene['byName'] ?? false);
    // What HostBill itself does is done.
    touch(getenv('STAND_IN_WORK') . '/done');
} else {
    require $folder . '/class.liaison.php';
    if (isset($scene['event'])) {
        $module = new liaison();
        $method = lcfirst(str_replace('_', '', ucwords($scene['event'], '_')));
        for ($time = 0; $time < ($scene['times'] ?? 1); $time++) {
            $answer['result'] = is_callable([$module, $method]) ? $module->$method($scene['details']) : null;
        }
        $answer['said'] = $module->said;
    } elseif (isset($scene['method'])) {
        $module = new liaison();
        $answer['result'] = $module->{$scene['method']}(...$scene['arguments'] ?? []);
        $answer['said'] = $module->said;
    } elseif (isset($scene['area'])) {
        require $folder . '/' . $scene['area'] . '/class.liaison_controller.php';
        // HostBill may have begun its page.
        ob_start();
        echo '<p>The panel’s own</p>';
        $controller = new liaison_controller();
        $controller->_default($_GET);
    } else {
        $module = new liaison();
        foreach (['version', 'modname', 'description', 'info', 'configuration'] as $name) {
            $answer[$name] = $module->$name;
        }
        $answer['methods'] = array_values(array_diff(get_class_methods('liaison'), get_class_methods('OtherModule')));
    }
}
header('Content-Type: application/json');
echo json_encode($answer);
