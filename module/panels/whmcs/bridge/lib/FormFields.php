<?php
// The fields of the panel's own forms in the module's words.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
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

    const CATEGORIES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

    /** Only what the form had. `mail` is there when it had any switch of mail: a box without its tick is not sent. */
    public static function read(array $posted): array
    {
        $fields = [];
        foreach (self::NAMES as $theirs => $ours) {
            if (isset($posted[$theirs])) {
                $fields[$ours] = Text::plain($posted[$theirs]);
            }
        }
        $switches = self::switches($posted);
        return $switches === null ? $fields : $fields + ['mail' => $switches];
    }

    /** Newer forms send a list, older ones a field for each category. */
    private static function switches(array $posted): ?array
    {
        $list = $posted['email_preferences'] ?? null;
        $switches = [];
        $any = is_array($list);
        foreach (self::CATEGORIES as $category) {
            $old = $posted[$category . 'emails'] ?? null;
            $any = $any || $old !== null;
            $value = is_array($list) ? ($list[$category] ?? null) : $old;
            $switches[$category] = !in_array(Text::plain($value), ['', '0', 'off', 'false'], true);
        }
        return $any ? $switches : null;
    }
}
