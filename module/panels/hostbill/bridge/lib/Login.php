<?php
// Who is signed in in the client area. HostBill's function names a record; whether it is a contact's own or its parent's
// is not established, so that a record without a parent may be anybody's of that client.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Login
{
    /** @var int */
    public $clientId;
    /** @var int the contact; 0 where the record is the client's */
    public $contactId;

    private function __construct(int $clientId, int $contactId)
    {
        $this->clientId = $clientId;
        $this->contactId = $contactId;
    }

    /** As HostBill gives it; false or null for nobody. */
    public static function record()
    {
        return function_exists('hbm_logged_client') ? hbm_logged_client() : null;
    }

    /** Null when nobody is signed in, or it cannot be told who. */
    public static function current(?\PDO $db): ?self
    {
        $record = self::record();
        $id = Person::id($record, Person::CLIENTS, $db);
        $parent = $id > 0 ? ParentRecord::of($id, $db) : null;
        $said = Person::field($record, 'parent_id');
        if ($parent === null || ($said !== '' && (int) $said !== $parent)) {
            return null;
        }
        return $parent === 0 ? new self($id, 0) : new self($parent, $id);
    }
}
