<?php
// Our page in the admin area: leads staff on to the module, and says whether it answers.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class AdminPage
{
    /** Ends the request. */
    public static function show($authorization, $db): void
    {
        $config = Config::find();
        if ($config === null) {
            Page::show(503, [Words::say('notSetUp.staff')]);
        }
        $staffId = Guard::run(function () use ($authorization, $db): int {
            return Staff::id($authorization, $db instanceof \PDO ? $db : null);
        }) ?? 0;
        if ($staffId < 1) {
            Page::show(403, [Words::say('noStaff')]);
        }
        $clientId = (int) ($_GET['client'] ?? 0);
        $to = $clientId > 0 ? '/admin/clients/' . $clientId . '/contacts' : ($_GET['to'] ?? null);
        if ($to !== null) {
            Redirect::to(HandOver::ofStaff($config, $staffId, HandOver::localPath($to, '/admin')));
        }
        Page::show(200, [Words::say('staff.' . Client::state())], self::links($config));
    }

    private static function links(Config $config): array
    {
        $links = [self::address('/admin') => Words::say('staff.open')];
        foreach ($config->menu as $entry) {
            if ($entry['area'] === 'admin') {
                $links[self::address('/admin' . $entry['path'])] = Words::say($entry['label']);
            }
        }
        return $links;
    }

    private static function address(string $to): string
    {
        return '?cmd=liaison&to=' . rawurlencode($to);
    }
}
