<?php
// Tells the module what the panel deleted. It is told at the end of the request, when it is really gone; what the module
// does not hear it finds by its own sweep.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Removal
{
    /** Nothing is told where an id is missing. */
    public static function tell(string $hook, array $ids): void
    {
        if (min($ids) < 1) {
            return;
        }
        register_shutdown_function(function () use ($hook, $ids): void {
            Guard::run(function () use ($hook, $ids): void {
                Client::ask($hook, $ids);
            });
        });
    }
}
