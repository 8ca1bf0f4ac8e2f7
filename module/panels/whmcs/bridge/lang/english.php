<?php
// What we say in this panel alone, in English.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'en_GB';
$_ADDONLANG['description'] = 'Who at a customer hears what, and who may do what';
$_ADDONLANG['shortcuts'] = 'Shortcuts';
$_ADDONLANG['refused.heading'] = 'You may not open this page';
$_ADDONLANG['refused.text'] = 'Ask the owner of this account for access.';
$_ADDONLANG['refused.limits'] = 'Your access covers only part of what this page shows, and this page cannot be limited. Ask the owner of this account for access to all of it.';
$_ADDONLANG['unchecked.page'] = 'Your access to this page cannot be checked right now. Try again in a minute.';
$_ADDONLANG['unchecked.ticket'] = 'Whether you may open a ticket cannot be checked right now. Try again in a minute.';
$_ADDONLANG['noClient'] = 'Choose the account you want to work for, then open this page again.';
$_ADDONLANG['activated'] = 'Liaison is active. Choose which administrators may open it.';
$_ADDONLANG['staff.link'] = 'Contacts and access';
$_ADDONLANG['staff.silent'] = 'The module does not answer. Until it does, sub-accounts cannot open the pages that it limits; owners and staff go on as without it.';
