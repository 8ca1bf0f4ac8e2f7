<?php
// The switches of mail in the panel's own forms, by category.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class MailSwitches
{
    const CATEGORIES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

    /** `mail` when the form had any of them, else nothing: a box without its tick is not sent. */
    public static function read(array $posted): array
    {
        // Newer forms send a list, older ones a field for each category.
        $list = $posted['email_preferences'] ?? null;
        $switches = [];
        $any = is_array($list);
        foreach (self::CATEGORIES as $category) {
            $old = $posted[$category . 'emails'] ?? null;
            $any = $any || $old !== null;
            $value = is_array($list) ? ($list[$category] ?? null) : $old;
            $switches[$category] = !in_array(Text::plain($value), ['', '0', 'off', 'false'], true);
        }
        return $any ? ['mail' => $switches] : [];
    }
}
