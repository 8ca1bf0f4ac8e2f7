<?php
// Tells the module that the panel deleted a contact or a client, or put two clients together. It is told at the end of
// the request, when they are really gone; what it does not hear it finds by its own sweep.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class RemovalHooks
{
    public static function contactDeleted($vars): void
    {
        self::tell('contact-deleted', [
            'clientId' => (int) ($vars['userid'] ?? 0),
            'contactId' => (int) ($vars['contactid'] ?? 0),
        ]);
    }

    public static function clientDeleted($vars): void
    {
        self::tell('client-deleted', ['clientId' => (int) ($vars['userid'] ?? 0)]);
    }

    public static function clientsMerged($vars): void
    {
        self::tell('clients-merged', [
            'from' => (int) ($vars['fromUserID'] ?? 0),
            'to' => (int) ($vars['toUserID'] ?? 0),
        ]);
    }

    private static function tell(string $hook, array $ids): void
    {
        if (min($ids) < 1) {
            return;
        }
        register_shutdown_function(function () use ($hook, $ids): void {
            Guard::run(function () use ($hook, $ids): void {
                Client::ask($hook, $ids);
            });
        });
    }
}
