<?php
// Our address in the client area: leads on to the module, or says why a page of the panel was refused.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class ClientPage
{
    /** What the panel shows when we do not lead on; it asks for a sign-in first. */
    public static function show(): array
    {
        $refused = $_GET['refused'] ?? null;
        if (is_string($refused) && in_array($refused, PageHooks::PAGES, true)) {
            return self::message('refused.heading', PageHooks::reason($refused));
        }
        $config = Config::find();
        if ($config === null) {
            return self::message('title', Words::say('notSetUp.client'));
        }
        $login = Login::current();
        if ($login === null) {
            return self::message('title', Words::say('noClient'));
        }
        Redirect::to(self::handOver($config, $login, HandOver::localPath($_GET['to'] ?? '', '/client')));
        return [];
    }

    /** Staff who look at the client area as the client go over as staff, to that client's screens. */
    private static function handOver(Config $config, Login $login, string $path): string
    {
        if (!$login->isStaff) {
            return HandOver::ofLogin($config, $login->clientId, $login->userId, $login->contactId, $path);
        }
        $below = substr($path, strlen('/client')) ?: '/contacts';
        return HandOver::ofStaff($config, Login::adminId(), '/admin/clients/' . $login->clientId . $below);
    }

    private static function message(string $heading, string $text): array
    {
        return [
            'pagetitle' => Words::say('title'),
            'breadcrumb' => ['index.php?m=liaison' => Words::say('title')],
            'templatefile' => 'message',
            'requirelogin' => true,
            'vars' => ['liaisonHeading' => Words::say($heading), 'liaisonText' => $text],
        ];
    }
}
