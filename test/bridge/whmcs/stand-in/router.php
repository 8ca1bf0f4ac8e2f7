<?php
// One request to the stand-in: sets the scene that the test sent along, runs a hook or a page of the addon, and answers
// what came out as JSON. A redirect of the addon is a real one.
declare(strict_types=1);

define('WHMCS', true);
$scene = json_decode(base64_decode($_SERVER['HTTP_X_STAND_IN']), true);

session_save_path(getenv('STAND_IN_WORK') . '/sessions');
session_id($scene['sessionId']);
session_start(['use_cookies' => 0, 'cache_limiter' => '']);
$_SESSION = array_merge($_SESSION, $scene['session'] ?? []);
$_LANG = isset($scene['locale']) ? ['locale' => $scene['locale']] : [];

require __DIR__ . '/panel.php';
if ($scene['era'] === 8) {
    require __DIR__ . '/current-user.php';
}
$addon = getenv('STAND_IN_PANEL') . '/modules/addons/liaison';
$answer = [];
if (isset($scene['hook'])) {
    require $addon . '/hooks.php';
    $vars = $scene['vars'] ?? [];
    $menu = null;
    if (isset($scene['menu'])) {
        $vars = $menu = new StandInItem('root');
        foreach ($scene['menu'] as $name) {
            $menu->addChild($name);
        }
    }
    foreach ($standInHooks[$scene['hook']] ?? [] as $function) {
        for ($time = 0; $time < ($scene['times'] ?? 1); $time++) {
            $answer['results'][] = $function($vars);
        }
    }
    // What the panel itself does after its hooks is done.
    touch(getenv('STAND_IN_WORK') . '/done');
    $answer['menu'] = $menu === null ? null : $menu->toArray()['children'];
} elseif (isset($scene['function'])) {
    require $addon . '/liaison.php';
    // The panel collects what an admin page echoes.
    ob_start();
    $answer['results'][] = ('liaison_' . $scene['function'])($scene['vars']);
    $answer['html'] = ob_get_clean();
} else {
    require $addon . '/hooks.php';
    $answer['hooks'] = array_map('count', $standInHooks);
    $answer['classes'] = array_values(array_filter(get_declared_classes(), function (string $class): bool {
        return strpos($class, 'Liaison\\') === 0;
    }));
}
header('Content-Type: application/json');
echo json_encode($answer);
