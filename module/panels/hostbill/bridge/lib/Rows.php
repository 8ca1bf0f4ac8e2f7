<?php
// Reads a column from HostBill's database, and writes nothing there.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Rows
{
    /** The first column. @throws \RuntimeException when it cannot be read, whatever this connection does about errors */
    public static function values(\PDO $db, string $sql, array $given): array
    {
        $statement = $db->prepare($sql);
        if ($statement === false || !$statement->execute($given)) {
            throw new \RuntimeException('HostBill’s database gave no answer');
        }
        return $statement->fetchAll(\PDO::FETCH_COLUMN);
    }
}
