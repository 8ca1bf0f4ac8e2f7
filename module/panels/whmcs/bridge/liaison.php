<?php
// The addon as the panel knows it: its name, what happens when it is switched on and off, and its two pages.
declare(strict_types=1);

use Liaison\Bridge\AdminPage;
use Liaison\Bridge\ClientPage;
use Liaison\Bridge\Config;
use Liaison\Bridge\Words;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

require_once __DIR__ . '/autoload.php';

function liaison_config(): array
{
    return [
        'name' => 'Liaison',
        'description' => Words::say('description'),
        'author' => 'The Liaison maintainers',
        'language' => 'english',
        'version' => '0.1.0',
        'fields' => [],
    ];
}

function liaison_activate(): array
{
    if (!function_exists('curl_init')) {
        return ['status' => 'error', 'description' => Words::say('noCurl')];
    }
    return Config::find() === null
        ? ['status' => 'info', 'description' => Words::say('notSetUp.staff')]
        : ['status' => 'success', 'description' => Words::say('activated')];
}

/** Takes nothing away: what the module keeps is the module's, and stays until it is uninstalled. */
function liaison_deactivate(): array
{
    return ['status' => 'success', 'description' => Words::say('deactivated')];
}

/** The module brings its own tables up to date; in the panel there is nothing of ours to change. */
function liaison_upgrade($vars): void
{
}

function liaison_output($vars): void
{
    echo AdminPage::html($vars);
}

function liaison_sidebar($vars): string
{
    return AdminPage::sidebar($vars);
}

function liaison_clientarea($vars): array
{
    return ClientPage::show();
}
