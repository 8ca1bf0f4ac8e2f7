<?php
// What we ask of the panel itself: nothing is shown of a log of its own, so faults go where PHP's do.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Panel
{
    /** What a stranger wrote stays one line. */
    public static function log(string $text): void
    {
        error_log((string) preg_replace('/\p{Cc}+/u', ' ', $text));
    }

    /** What lang/$file.php says. */
    public static function words(string $file): array
    {
        return include LIAISON_BRIDGE . '/lang/' . $file . '.php';
    }
}
