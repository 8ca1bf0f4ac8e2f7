<?php
// Whose a record is: contacts are records like clients, with the client as their parent. Which table holds the parent is
// not established, so it is looked for.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class ParentRecord
{
    const TABLES = ['hb_client_details', 'hb_client_access'];

    /** The client of a contact, 0 for a client; null when that cannot be told. */
    public static function of(int $id, \PDO $db): ?int
    {
        $parent = self::stated($id, $db);
        // A contact's parent is a client, and no contact again.
        return $parent === null || $parent === 0 || self::stated($parent, $db) === 0 ? $parent : null;
    }

    private static function stated(int $id, \PDO $db): ?int
    {
        $stated = [];
        foreach (self::tables($db) as $table) {
            $stated = array_merge($stated, Rows::values($db, 'SELECT parent_id FROM ' . $table . ' WHERE id = ?', [$id]));
        }
        $parents = array_unique(array_map('intval', $stated));
        // None, or two that do not agree.
        return count($parents) === 1 ? $parents[0] : null;
    }

    /** @return string[] those that have the column */
    private static function tables(\PDO $db): array
    {
        $with = Rows::values(
            $db,
            'SELECT TABLE_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = ?',
            ['parent_id']
        );
        return array_values(array_intersect(self::TABLES, $with));
    }
}
