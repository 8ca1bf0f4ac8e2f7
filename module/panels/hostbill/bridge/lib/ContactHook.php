<?php
// Before HostBill makes a contact: our rules for it (C4; C3 and a login's address for one that it names). When the module
// does not answer, HostBill's own hold alone: a contact without privileges can do nothing, and the sweep finds it.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class ContactHook
{
    /** @return string[] why not; [] lets it be made */
    public static function errors($details, $db): array
    {
        return Guard::run(function () use ($details, $db): array {
            $posted = is_array($details) ? $details : [];
            $clientId = (int) Person::field($posted, 'client_id');
            if ($clientId < 1) {
                return [];
            }
            $login = Login::current($db instanceof \PDO ? $db : null);
            $answer = Client::ask('contact-details', [
                'clientId' => $clientId,
                'contactId' => self::contactId($posted, $login),
                'login' => self::body($login, $clientId),
                'fields' => (object) FormFields::read($posted),
            ]);
            return array_values(array_filter((array) ($answer['errors'] ?? []), 'is_string'));
        }) ?? [];
    }

    /** Null for a new one. What HostBill says here before there is a contact is not shown; it is not who is adding. */
    private static function contactId(array $posted, ?Login $login): ?int
    {
        $id = (int) Person::field($posted, 'contact_id');
        return $id > 0 && ($login === null || $login->contactId !== $id) ? $id : null;
    }

    /**
     * Null is staff, who may be signed in in the client area as somebody else besides, and whoever cannot be told: for a
     * new contact one rule holds for all of them. Rights come of it to nobody, HostBill itself has opened its form to them.
     */
    private static function body(?Login $login, int $clientId): ?array
    {
        if ($login === null || $login->clientId !== $clientId) {
            return null;
        }
        return ['userId' => null, 'contactId' => $login->contactId, 'owner' => $login->contactId === 0];
    }
}
