<?php
// Our words in English, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'en_GB';
$_ADDONLANG['description'] = 'Who at a customer hears what, and who may do what';
$_ADDONLANG['title'] = 'Contact management';
$_ADDONLANG['shortcuts'] = 'Shortcuts';
$_ADDONLANG['go'] = 'Continue';
$_ADDONLANG['refused.heading'] = 'You may not open this page';
$_ADDONLANG['refused.text'] = 'Ask the owner of this account for access.';
$_ADDONLANG['refused.limits'] = 'Your access covers only part of what this page shows, and this page cannot be limited. Ask the owner of this account for access to all of it.';
$_ADDONLANG['unchecked.page'] = 'Your access to this page cannot be checked right now. Try again in a minute.';
$_ADDONLANG['unchecked.ticket'] = 'Whether you may open a ticket cannot be checked right now. Try again in a minute.';
$_ADDONLANG['noClient'] = 'Choose the account you want to work for, then open this page again.';
$_ADDONLANG['notSetUp.client'] = 'Contact management is not set up yet.';
$_ADDONLANG['notSetUp.staff'] = 'Liaison is not set up here yet: its settings file is missing or cannot be read. Run “liaison install” with the folder of this panel.';
$_ADDONLANG['noCurl'] = 'PHP’s curl extension is missing. Install it, then activate Liaison again.';
$_ADDONLANG['activated'] = 'Liaison is active. Choose which administrators may open it.';
$_ADDONLANG['deactivated'] = 'Liaison is switched off in this panel. Nothing was deleted: contacts, permissions and history are kept. “liaison uninstall --purge” removes them.';
$_ADDONLANG['staff.link'] = 'Contacts and access';
$_ADDONLANG['staff.open'] = 'Open Liaison';
$_ADDONLANG['staff.answers'] = 'The module answers.';
$_ADDONLANG['staff.otherSecret'] = 'The module has another secret than this panel. Run “liaison install” again, then restart the module.';
$_ADDONLANG['staff.silent'] = 'The module does not answer. Until it does, sub-accounts cannot open the pages that it limits; owners and staff go on as without it.';

$_ADDONLANG['common:menu.overview'] = 'Overview';
$_ADDONLANG['common:menu.company'] = 'Company';
$_ADDONLANG['common:menu.contacts'] = 'Contacts';
$_ADDONLANG['common:menu.roles'] = 'Primary roles';
$_ADDONLANG['common:menu.whoGetsWhat'] = 'Who gets what';
$_ADDONLANG['common:menu.billingAccounts'] = 'Billing accounts';
$_ADDONLANG['common:menu.requestAliases'] = 'Request aliases';
$_ADDONLANG['common:menu.ownDetails'] = 'My details';
$_ADDONLANG['common:menu.activity'] = 'Activity';
$_ADDONLANG['common:menu.apiKeys'] = 'API keys';
$_ADDONLANG['common:menu.clients'] = 'Clients';
$_ADDONLANG['common:menu.requests'] = 'Change requests';
$_ADDONLANG['common:menu.fields'] = 'Company fields';
$_ADDONLANG['common:menu.ceilings'] = 'Ceilings';
$_ADDONLANG['common:menu.presets'] = 'Presets';
$_ADDONLANG['common:menu.markets'] = 'Markets';
$_ADDONLANG['common:menu.audit'] = 'Audit';
