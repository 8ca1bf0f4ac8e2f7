<?php
// What the panel asks us on its own pages. Included on every page: here hooks are only named, each with its function.
declare(strict_types=1);

use Liaison\Bridge\FormHooks;
use Liaison\Bridge\MailHooks;
use Liaison\Bridge\Menu;
use Liaison\Bridge\PageHooks;
use Liaison\Bridge\RemovalHooks;
use Liaison\Bridge\TicketHooks;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

require_once __DIR__ . '/autoload.php';

add_hook('ClientAreaPrimaryNavbar', 1, function ($menu) {
    Menu::addDropDown($menu);
});
add_hook('ClientAreaSecondarySidebar', 1, function ($menu) {
    Menu::addShortcut($menu);
});
add_hook('AdminAreaClientSummaryActionLinks', 1, function ($vars) {
    return Menu::staffLinks($vars);
});

add_hook('ContactDetailsValidation', 1, function ($vars) {
    return FormHooks::contact($vars);
});
add_hook('ClientDetailsValidation', 1, function ($vars) {
    return FormHooks::client($vars);
});

add_hook('ContactDelete', 1, function ($vars) {
    RemovalHooks::contactDeleted($vars);
});
add_hook('PreDeleteClient', 1, function ($vars) {
    RemovalHooks::clientDeleted($vars);
});
add_hook('AfterClientMerge', 1, function ($vars) {
    RemovalHooks::clientsMerged($vars);
});

add_hook('TicketOpenValidation', 1, function ($vars) {
    return TicketHooks::open($vars);
});
add_hook('TicketPiping', 1, function ($vars) {
    return TicketHooks::mail($vars);
});

add_hook('PreEmailSendReduceRecipients', 1, function ($vars) {
    return MailHooks::recipients($vars);
});

foreach (PageHooks::PAGES as $hook => $page) {
    add_hook($hook, 1, function ($vars) use ($page) {
        return PageHooks::page($page, $vars);
    });
}
