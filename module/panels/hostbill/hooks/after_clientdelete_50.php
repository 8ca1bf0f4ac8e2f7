<?php
// HostBill's event after_clientdelete: what we keep of the client goes. HostBill goes on where our module's folder is gone.
declare(strict_types=1);

if (get_included_files()[0] === __FILE__) {
    exit('This file is part of a panel and not opened by itself.');
}

(function (array $given): void {
    $autoload = dirname(__DIR__, 2) . '/modules/Other/liaison/autoload.php';
    if (is_file($autoload)) {
        require_once $autoload;
        Liaison\Bridge\RemovalHook::clientDeleted($given);
    }
})(get_defined_vars());
