<?php
// Who is signed in, as panels from 8.0 on tell it (hosts.md 1.7).
declare(strict_types=1);

namespace WHMCS\Authentication;

final class CurrentUser
{
    public function user()
    {
        return self::record('user');
    }

    public function client()
    {
        return self::record('client');
    }

    public function isMasqueradingAdmin(): bool
    {
        return (bool) ($GLOBALS['scene']['masquerading'] ?? false);
    }

    private static function record(string $name)
    {
        $id = $GLOBALS['scene'][$name] ?? null;
        return $id === null ? null : (object) ['id' => $id];
    }
}
