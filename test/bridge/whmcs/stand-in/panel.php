<?php
// What a panel gives its addons, as far as hosts.md tells (1.5, 1.6, 1.7): hooks, its own API, a log, the menu. Written
// for tests; nothing of it is the panel's own code. `$scene` says who is signed in.
declare(strict_types=1);

/** Name of a hook → the functions registered for it. */
$standInHooks = [];

function add_hook($name, $priority, $function)
{
    global $standInHooks;
    $standInHooks[$name][] = $function;
}

function logActivity($text)
{
    file_put_contents(getenv('STAND_IN_WORK') . '/log', $text . "\n", FILE_APPEND);
}

function localAPI($action, $values)
{
    global $scene;
    if ($action === 'GetClientsDetails') {
        return ['result' => 'success', 'client_id' => $values['clientid'], 'owner_user_id' => $scene['owner'] ?? 0];
    }
    if ($action === 'GetConfigurationValue' && $values === ['setting' => 'SystemURL']) {
        return ['result' => 'success', 'value' => 'https://panel.example/billing/'];
    }
    return ['result' => 'error', 'message' => 'Command Not Found'];
}

/** An entry of a menu. */
final class StandInItem
{
    private $name;
    private $label = '';
    private $uri = '';
    private $order = 0;
    private $children = [];

    public function __construct(string $name)
    {
        $this->name = $name;
    }

    public function addChild($name)
    {
        $this->children[$name] = new self($name);
        return $this->children[$name];
    }

    public function getChild($name)
    {
        return $this->children[$name] ?? null;
    }

    public function setLabel($label)
    {
        $this->label = $label;
        return $this;
    }

    public function setUri($uri)
    {
        $this->uri = $uri;
        return $this;
    }

    public function setOrder($order)
    {
        $this->order = $order;
        return $this;
    }

    public function toArray(): array
    {
        $children = array_map(function (self $child): array {
            return $child->toArray();
        }, array_values($this->children));
        return ['name' => $this->name, 'label' => $this->label, 'uri' => $this->uri, 'order' => $this->order, 'children' => $children];
    }
}
