<?php
// Our words in Dutch, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'title' => 'Contactbeheer',
    'go' => 'Verder',
    'notSetUp.client' => 'Contactbeheer is nog niet ingericht.',
    'notSetUp.staff' => 'Liaison is hier nog niet ingericht: het instellingenbestand ontbreekt of is niet leesbaar. Voer “liaison install” uit met de map van dit paneel.',
    'noCurl' => 'De curl-extensie van PHP ontbreekt. Installeer die en activeer Liaison opnieuw.',
    'deactivated' => 'Liaison is in dit paneel uitgeschakeld. Er is niets verwijderd: contacten, rechten en geschiedenis blijven bewaard. “liaison uninstall --purge” verwijdert ze.',
    'staff.open' => 'Liaison openen',
    'staff.answers' => 'De module antwoordt.',
    'staff.otherSecret' => 'De module heeft een ander geheim dan dit paneel. Voer “liaison install” opnieuw uit en herstart daarna de module.',

    'common:menu.overview' => 'Overzicht',
    'common:menu.company' => 'Bedrijf',
    'common:menu.contacts' => 'Contacten',
    'common:menu.roles' => 'Primaire rollen',
    'common:menu.whoGetsWhat' => 'Wie krijgt wat',
    'common:menu.billingAccounts' => 'Factuuraccounts',
    'common:menu.requestAliases' => 'Aanvraagadressen',
    'common:menu.ownDetails' => 'Mijn gegevens',
    'common:menu.activity' => 'Activiteit',
    'common:menu.apiKeys' => 'API-sleutels',
    'common:menu.clients' => 'Klanten',
    'common:menu.requests' => 'Wijzigingsaanvragen',
    'common:menu.fields' => 'Bedrijfsvelden',
    'common:menu.ceilings' => 'Bovengrenzen',
    'common:menu.presets' => 'Sjablonen',
    'common:menu.markets' => 'Markten',
    'common:menu.audit' => 'Logboek',
    'common:menu.setup' => 'Installatie',
];
