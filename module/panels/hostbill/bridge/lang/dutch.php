<?php
// What we say in this panel alone, in Dutch.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'activated' => 'Liaison is actief. De pagina’s voor medewerkers staan onder Extras.',
    'back' => 'Terug naar het paneel',
    'notSignedIn' => 'Log eerst in en open deze pagina daarna opnieuw.',
    'unclear' => 'Vanaf hier is niet vast te stellen of u de eigenaar van dit account bent of een van de contacten. Log bij contactbeheer in met uw e-mailadres en wachtwoord.',
    'unclear.link' => 'Inloggen bij contactbeheer',
    'noStaff' => 'Vanaf hier is niet vast te stellen welke medewerker u bent. Daarom wordt niemand bij Liaison ingelogd.',
    'staff.silent' => 'De module antwoordt niet. Tot dat weer zo is, werkt HostBill verder zoals zonder de module.',
];
