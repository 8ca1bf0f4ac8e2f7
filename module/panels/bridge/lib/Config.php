<?php
// What `liaison install` wrote beside this bridge: where the module is, and the secret that both know.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Config
{
    const FILE = 'liaison.config.php';

    /** No page waits longer for us than this, whatever the file says. */
    const LONGEST_SECONDS = 1.5;

    /** @var string the address that browsers use, without a slash at its end */
    public $url;
    /** @var string the address that this server uses, without a slash at its end */
    public $origin;
    /** @var string */
    public $secret;
    /** @var float seconds */
    public $timeout;
    /** @var array[] each with area, label, path, permission */
    public $menu = [];

    /** @var self|false|null null = not read yet, false = there is none */
    private static $read;

    /** Null when it is not there or not whole: then the module cannot be asked. */
    public static function find(): ?self
    {
        if (self::$read === null) {
            $file = LIAISON_BRIDGE . '/' . self::FILE;
            $values = is_readable($file) ? include $file : null;
            self::$read = self::isWhole($values) ? new self($values) : false;
        }
        return self::$read ?: null;
    }

    private static function isWhole($values): bool
    {
        if (!is_array($values)) {
            return false;
        }
        foreach (['url', 'origin', 'secret'] as $name) {
            if (!is_string($values[$name] ?? null) || $values[$name] === '') {
                return false;
            }
        }
        return true;
    }

    private function __construct(array $values)
    {
        $this->url = rtrim($values['url'], '/');
        $this->origin = rtrim($values['origin'], '/');
        $this->secret = $values['secret'];
        $timeout = (float) ($values['timeout'] ?? self::LONGEST_SECONDS);
        $this->timeout = $timeout > 0 ? min($timeout, self::LONGEST_SECONDS) : self::LONGEST_SECONDS;
        foreach ((array) ($values['menu'] ?? []) as $entry) {
            // By name or in this order.
            $entry = is_array($entry) ? array_values($entry) : [];
            if (count($entry) >= 4) {
                $this->menu[] = array_combine(['area', 'label', 'path', 'permission'], array_slice($entry, 0, 4));
            }
        }
    }

    /** What stands before every path of the module: '' or '/liaison'. */
    public function basePath(): string
    {
        return rtrim((string) parse_url($this->url, PHP_URL_PATH), '/');
    }
}
