<?php
// Around every hook: a fault of ours is written into the panel's log, and the panel's page goes on.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Guard
{
    /** What $work returns; when it fails, what $otherwise returns. */
    public static function run(callable $work, ?callable $otherwise = null)
    {
        try {
            return $work();
        } catch (\Throwable $fault) {
            // No message: it may hold what somebody typed.
            Panel::log('Liaison: ' . get_class($fault) . ' at ' . basename($fault->getFile()) . ':' . $fault->getLine());
            return $otherwise === null ? null : $otherwise();
        }
    }
}
