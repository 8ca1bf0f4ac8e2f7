<?php
// Proves to the module that a call comes from this bridge: an HMAC over time, path and body.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Signature
{
    /** The headers of a call to $path (below the base path) with this body. */
    public static function headers(string $secret, string $path, string $body, int $now): array
    {
        return [
            'X-Liaison-Time: ' . $now,
            'X-Liaison-Signature: ' . hash_hmac('sha256', $now . "\n" . $path . "\n" . $body, $secret),
        ];
    }
}
