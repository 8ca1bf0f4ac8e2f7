<?php
// The fields of the panel's own forms in the module's words; only these, and never a password.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class FormFields
{
    const NAMES = [
        'firstname' => 'firstName',
        'lastname' => 'lastName',
        'companyname' => 'companyName',
        'email' => 'email',
        'phonenumber' => 'phone',
        'address1' => 'address1',
        'address2' => 'address2',
        'city' => 'city',
        'state' => 'state',
        'postcode' => 'postalCode',
        'country' => 'country',
        'tax_id' => 'taxNumber',
    ];

    /** Only what the form had. */
    public static function read(array $posted): array
    {
        $fields = [];
        foreach (self::NAMES as $theirs => $ours) {
            if (isset($posted[$theirs])) {
                $fields[$ours] = Text::plain($posted[$theirs]);
            }
        }
        return $fields;
    }
}
