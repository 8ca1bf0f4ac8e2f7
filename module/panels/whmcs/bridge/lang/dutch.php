<?php
// Our words in Dutch, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'nl_NL';
$_ADDONLANG['description'] = 'Wie bij een klant wat ontvangt, en wie wat mag doen';
$_ADDONLANG['title'] = 'Contactbeheer';
$_ADDONLANG['shortcuts'] = 'Snelkoppelingen';
$_ADDONLANG['go'] = 'Verder';
$_ADDONLANG['refused.heading'] = 'U mag deze pagina niet openen';
$_ADDONLANG['refused.text'] = 'Vraag de eigenaar van dit account om toegang.';
$_ADDONLANG['refused.limits'] = 'Uw toegang geldt voor maar een deel van wat hier staat, en deze pagina is niet te beperken. Vraag de eigenaar van dit account om toegang tot alles.';
$_ADDONLANG['unchecked.page'] = 'Uw toegang tot deze pagina kan nu niet worden gecontroleerd. Probeer het over een minuut opnieuw.';
$_ADDONLANG['unchecked.ticket'] = 'Of u een ticket mag openen, kan nu niet worden gecontroleerd. Probeer het over een minuut opnieuw.';
$_ADDONLANG['noClient'] = 'Kies het account waarvoor u wilt werken en open deze pagina opnieuw.';
$_ADDONLANG['notSetUp.client'] = 'Contactbeheer is nog niet ingericht.';
$_ADDONLANG['notSetUp.staff'] = 'Liaison is hier nog niet ingericht: het instellingenbestand ontbreekt of is niet leesbaar. Voer “liaison install” uit met de map van dit paneel.';
$_ADDONLANG['noCurl'] = 'De curl-extensie van PHP ontbreekt. Installeer die en activeer Liaison opnieuw.';
$_ADDONLANG['activated'] = 'Liaison is actief. Kies welke beheerders het mogen openen.';
$_ADDONLANG['deactivated'] = 'Liaison is in dit paneel uitgeschakeld. Er is niets verwijderd: contacten, rechten en geschiedenis blijven bewaard. “liaison uninstall --purge” verwijdert ze.';
$_ADDONLANG['staff.link'] = 'Contacten en toegang';
$_ADDONLANG['staff.open'] = 'Liaison openen';
$_ADDONLANG['staff.answers'] = 'De module antwoordt.';
$_ADDONLANG['staff.otherSecret'] = 'De module heeft een ander geheim dan dit paneel. Voer “liaison install” opnieuw uit en herstart daarna de module.';
$_ADDONLANG['staff.silent'] = 'De module antwoordt niet. Tot dat weer zo is, kunnen subaccounts de pagina’s die zij beperkt niet openen; eigenaren en medewerkers gaan door zoals zonder.';

$_ADDONLANG['common:menu.overview'] = 'Overzicht';
$_ADDONLANG['common:menu.company'] = 'Bedrijf';
$_ADDONLANG['common:menu.contacts'] = 'Contacten';
$_ADDONLANG['common:menu.roles'] = 'Primaire rollen';
$_ADDONLANG['common:menu.whoGetsWhat'] = 'Wie krijgt wat';
$_ADDONLANG['common:menu.billingAccounts'] = 'Factuuraccounts';
$_ADDONLANG['common:menu.requestAliases'] = 'Aanvraagadressen';
$_ADDONLANG['common:menu.ownDetails'] = 'Mijn gegevens';
$_ADDONLANG['common:menu.activity'] = 'Activiteit';
$_ADDONLANG['common:menu.apiKeys'] = 'API-sleutels';
$_ADDONLANG['common:menu.clients'] = 'Klanten';
$_ADDONLANG['common:menu.requests'] = 'Wijzigingsaanvragen';
$_ADDONLANG['common:menu.fields'] = 'Bedrijfsvelden';
$_ADDONLANG['common:menu.ceilings'] = 'Bovengrenzen';
$_ADDONLANG['common:menu.presets'] = 'Sjablonen';
$_ADDONLANG['common:menu.markets'] = 'Markten';
$_ADDONLANG['common:menu.audit'] = 'Logboek';
