<?php
// HostBill deleted a client. What its hook files are given is not shown, so every id in it that may be the client's is
// told; the module looks for itself which client is gone.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class RemovalHook
{
    /** @param array $given the variables of the hook file */
    public static function clientDeleted(array $given): void
    {
        Guard::run(function () use ($given): void {
            $ids = [self::idIn($given)];
            foreach ($given as $name => $value) {
                if (is_array($value) && strncmp((string) $name, '_', 1) !== 0 && $name !== 'GLOBALS') {
                    $ids[] = self::idIn($value);
                }
            }
            foreach (array_unique(array_filter($ids)) as $clientId) {
                Removal::tell('client-deleted', ['clientId' => $clientId]);
            }
        });
    }

    private static function idIn(array $values): int
    {
        return (int) (Person::field($values, 'client_id') ?: Person::field($values, 'id'));
    }
}
