<?php
// Applies the limits of a login to the variables of a page. Their shape is inferred: lists whose entries have an id get
// shorter; where a limit cannot be applied the page cannot be shown.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class PageFilter
{
    const DEPARTMENT_KEYS = ['departmentid', 'deptid'];

    /** Which service, domain or department the page is about, as far as it says. */
    public static function ids(string $page, array $vars): array
    {
        switch ($page) {
            case 'serviceDetails':
                return self::named('service', self::asked($vars));
            case 'domainDetails':
                return self::named('domain', self::asked($vars));
            case 'viewTicket':
                return self::named('department', self::number($vars, self::DEPARTMENT_KEYS));
            default:
                return [];
        }
    }

    /** The variables that change; null when a limit cannot be applied. */
    public static function variables(string $page, array $vars, array $ids, array $answer): ?array
    {
        $closed = (array) ($answer['closedDepartments'] ?? []);
        switch ($page) {
            case 'services':
                return self::only($vars, 'services', $answer['services'] ?? null);
            case 'domains':
                return self::only($vars, 'domains', $answer['domains'] ?? null);
            case 'serviceDetails':
                return isset($answer['services']) && $ids === [] ? null : [];
            case 'domainDetails':
                return isset($answer['domains']) && $ids === [] ? null : [];
            case 'viewTicket':
                return $closed !== [] && $ids === [] ? null : [];
            case 'tickets':
                return self::without($vars, 'tickets', self::DEPARTMENT_KEYS, $closed);
            case 'submitTicket':
                // The last step has no list; opening itself is asked about in any case.
                return isset($vars['departments']) ? self::without($vars, 'departments', ['id'], $closed) : [];
            default:
                return [];
        }
    }

    private static function only(array $vars, string $name, $allowed): ?array
    {
        if (!is_array($allowed)) {
            return [];
        }
        return self::filter($vars, $name, ['id'], function (int $id) use ($allowed): bool {
            return in_array($id, $allowed, true);
        });
    }

    private static function without(array $vars, string $name, array $keys, array $closed): ?array
    {
        if ($closed === []) {
            return [];
        }
        return self::filter($vars, $name, $keys, function (int $id) use ($closed): bool {
            return !in_array($id, $closed, true);
        });
    }

    private static function filter(array $vars, string $name, array $keys, callable $stays): ?array
    {
        if (!is_array($vars[$name] ?? null)) {
            return null;
        }
        $left = [];
        foreach ($vars[$name] as $entry) {
            $id = is_array($entry) ? self::number($entry, $keys) : 0;
            if ($id < 1) {
                return null;
            }
            if ($stays($id)) {
                $left[] = $entry;
            }
        }
        return [$name => $left];
    }

    /** The id that page and address agree on: 0 when they do not, or there is none. */
    private static function asked(array $vars): int
    {
        $said = array_filter([$vars['id'] ?? null, $_GET['id'] ?? null, $_POST['id'] ?? null], 'is_scalar');
        $ids = array_unique(array_map('intval', $said));
        return count($ids) === 1 ? max(0, reset($ids)) : 0;
    }

    private static function number(array $values, array $keys): int
    {
        foreach ($keys as $key) {
            if (is_scalar($values[$key] ?? null)) {
                return max(0, (int) $values[$key]);
            }
        }
        return 0;
    }

    private static function named(string $name, int $id): array
    {
        return $id > 0 ? [$name => $id] : [];
    }
}
