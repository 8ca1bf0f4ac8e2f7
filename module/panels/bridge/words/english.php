<?php
// Our words in English, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'title' => 'Contact management',
    'go' => 'Continue',
    'notSetUp.client' => 'Contact management is not set up yet.',
    'notSetUp.staff' => 'Liaison is not set up here yet: its settings file is missing or cannot be read. Run “liaison install” with the folder of this panel.',
    'noCurl' => 'PHP’s curl extension is missing. Install it, then activate Liaison again.',
    'deactivated' => 'Liaison is switched off in this panel. Nothing was deleted: contacts, permissions and history are kept. “liaison uninstall --purge” removes them.',
    'staff.open' => 'Open Liaison',
    'staff.answers' => 'The module answers.',
    'staff.otherSecret' => 'The module has another secret than this panel. Run “liaison install” again, then restart the module.',

    'common:menu.overview' => 'Overview',
    'common:menu.company' => 'Company',
    'common:menu.contacts' => 'Contacts',
    'common:menu.roles' => 'Primary roles',
    'common:menu.whoGetsWhat' => 'Who gets what',
    'common:menu.billingAccounts' => 'Billing accounts',
    'common:menu.requestAliases' => 'Request aliases',
    'common:menu.ownDetails' => 'My details',
    'common:menu.activity' => 'Activity',
    'common:menu.apiKeys' => 'API keys',
    'common:menu.clients' => 'Clients',
    'common:menu.requests' => 'Change requests',
    'common:menu.fields' => 'Company fields',
    'common:menu.ceilings' => 'Ceilings',
    'common:menu.presets' => 'Presets',
    'common:menu.markets' => 'Markets',
    'common:menu.audit' => 'Audit',
    'common:menu.setup' => 'Setup',
];
