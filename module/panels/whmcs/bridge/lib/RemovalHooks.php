<?php
// The panel deleted a contact or a client, or put two clients together.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class RemovalHooks
{
    public static function contactDeleted($vars): void
    {
        Removal::tell('contact-deleted', [
            'clientId' => (int) ($vars['userid'] ?? 0),
            'contactId' => (int) ($vars['contactid'] ?? 0),
        ]);
    }

    public static function clientDeleted($vars): void
    {
        Removal::tell('client-deleted', ['clientId' => (int) ($vars['userid'] ?? 0)]);
    }

    public static function clientsMerged($vars): void
    {
        Removal::tell('clients-merged', [
            'from' => (int) ($vars['fromUserID'] ?? 0),
            'to' => (int) ($vars['toUserID'] ?? 0),
        ]);
    }
}
