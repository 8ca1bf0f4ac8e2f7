<?php
// Loads a class of this bridge when it is first used, so that a page that is none of ours costs two small includes.
declare(strict_types=1);

if (get_included_files()[0] === __FILE__) {
    exit('This file is part of a panel and not opened by itself.');
}

// The other files of this bridge run only behind this one.
define('LIAISON_BRIDGE', __DIR__);

spl_autoload_register(function (string $class): void {
    $prefix = 'Liaison\\Bridge\\';
    if (strncmp($class, $prefix, strlen($prefix)) !== 0) {
        return;
    }
    $file = __DIR__ . '/lib/' . substr($class, strlen($prefix)) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});
