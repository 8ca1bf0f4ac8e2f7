<?php
// A record by which HostBill names somebody. What its functions give is not established, so a record counts only when its
// id and its address stand together in HostBill's own table: a bare number, or a yes, names nobody.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Person
{
    const CLIENTS = 'hb_client_access';
    const STAFF = 'hb_admin_details';

    /** The id of the one in this table; 0 when that is not certain. */
    public static function id($record, string $table, ?\PDO $db): int
    {
        $id = self::field($record, 'id');
        $email = self::field($record, 'email');
        if ($db === null || $email === '' || !ctype_digit($id)) {
            return 0;
        }
        $kept = Rows::values($db, 'SELECT email FROM ' . $table . ' WHERE id = ?', [$id]);
        return count($kept) === 1 && self::same((string) $kept[0], $email) ? (int) $id : 0;
    }

    /** Of a list or an object; '' when it does not say. */
    public static function field($record, string $name): string
    {
        $value = is_object($record) ? ($record->$name ?? '') : (is_array($record) ? ($record[$name] ?? '') : '');
        return is_int($value) || is_string($value) ? (string) $value : '';
    }

    private static function same(string $one, string $other): bool
    {
        return strtolower(Text::plain($one)) === strtolower(Text::plain($other));
    }
}
