<?php
// What we say in this panel alone, in English.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'activated' => 'Liaison is active. Its pages for staff are under Extras.',
    'back' => 'Back to the panel',
    'notSignedIn' => 'Sign in first, then open this page again.',
    'unclear' => 'Whether you are the owner of this account or one of its contacts cannot be told from here. Sign in to contact management with your email address and password.',
    'unclear.link' => 'Sign in to contact management',
    'noStaff' => 'Which member of staff you are cannot be told from here, so nobody is signed in to Liaison.',
    'staff.silent' => 'The module does not answer. Until it does, HostBill goes on as without it.',
];
