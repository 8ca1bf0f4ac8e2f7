<?php
// Our address in the client area: leads on to the module whoever is signed in, if HostBill says for certain who that is.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class ClientPage
{
    /** The module's setting, by its name in HostBill. */
    const SHOWS_CONTACTS = 'Contacts are shown as themselves';

    /** Ends the request. */
    public static function show($db, $configuration): void
    {
        $config = Config::find();
        if ($config === null) {
            Page::show(503, [Words::say('notSetUp.client')]);
        }
        if (!Login::record()) {
            Page::show(403, [Words::say('notSignedIn')]);
        }
        $login = Guard::run(function () use ($db): ?Login {
            return Login::current($db instanceof \PDO ? $db : null);
        });
        $path = HandOver::localPath($_GET['to'] ?? '', '/client');
        if ($login === null || ($login->contactId === 0 && !self::showsContacts($configuration))) {
            $back = $path === '' ? '' : '?returnTo=' . rawurlencode($config->basePath() . $path);
            Page::show(403, [Words::say('unclear')], [$config->url . '/sign-in' . $back => Words::say('unclear.link')]);
        }
        Redirect::to(HandOver::ofLogin($config, $login->clientId, null, $login->contactId, $path));
    }

    /** Whether the provider has seen that a contact is not shown as its parent: else an owner may be a contact. */
    private static function showsContacts($configuration): bool
    {
        $value = is_array($configuration) ? $configuration[self::SHOWS_CONTACTS]['value'] ?? '' : '';
        return is_scalar($value) && !in_array(strtolower((string) $value), ['', '0', 'off', 'no', 'false'], true);
    }
}
