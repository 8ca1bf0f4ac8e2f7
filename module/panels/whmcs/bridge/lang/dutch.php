<?php
// What we say in this panel alone, in Dutch.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'nl_NL';
$_ADDONLANG['description'] = 'Wie bij een klant wat ontvangt, en wie wat mag doen';
$_ADDONLANG['shortcuts'] = 'Snelkoppelingen';
$_ADDONLANG['refused.heading'] = 'U mag deze pagina niet openen';
$_ADDONLANG['refused.text'] = 'Vraag de eigenaar van dit account om toegang.';
$_ADDONLANG['refused.limits'] = 'Uw toegang geldt voor maar een deel van wat hier staat, en deze pagina is niet te beperken. Vraag de eigenaar van dit account om toegang tot alles.';
$_ADDONLANG['unchecked.page'] = 'Uw toegang tot deze pagina kan nu niet worden gecontroleerd. Probeer het over een minuut opnieuw.';
$_ADDONLANG['unchecked.ticket'] = 'Of u een ticket mag openen, kan nu niet worden gecontroleerd. Probeer het over een minuut opnieuw.';
$_ADDONLANG['noClient'] = 'Kies het account waarvoor u wilt werken en open deze pagina opnieuw.';
$_ADDONLANG['activated'] = 'Liaison is actief. Kies welke beheerders het mogen openen.';
$_ADDONLANG['staff.link'] = 'Contacten en toegang';
$_ADDONLANG['staff.silent'] = 'De module antwoordt niet. Tot dat weer zo is, kunnen subaccounts de pagina’s die zij beperkt niet openen; eigenaren en medewerkers gaan door zoals zonder.';
