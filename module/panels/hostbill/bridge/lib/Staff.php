<?php
// Which member of staff is signed in in the admin area. No source shows how HostBill says so: a function beside that for
// clients is tried, and what its controllers know.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Staff
{
    /** 0 when that is not certain. */
    public static function id($authorization, ?\PDO $db): int
    {
        $records = [function_exists('hbm_logged_admin') ? hbm_logged_admin() : null, $authorization];
        $ids = [];
        foreach ($records as $record) {
            $ids[] = Person::id($record, Person::STAFF, $db);
        }
        $found = array_values(array_unique(array_filter($ids)));
        return count($found) === 1 ? $found[0] : 0;
    }
}
