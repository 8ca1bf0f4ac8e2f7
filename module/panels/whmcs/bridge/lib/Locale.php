<?php
// The language of the panel's page, as BCP 47: every language file of the panel states its locale.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Locale
{
    /** "nl-NL"; '' when the page does not say. */
    public static function current(): string
    {
        $stated = $GLOBALS['_LANG']['locale'] ?? '';
        $found = is_string($stated) && preg_match('/^([a-z]{2,3})(?:[_-]([a-z]{2}|[a-z]{4}))?(?![a-z])/i', $stated, $parts);
        if (!$found) {
            return '';
        }
        return strtolower($parts[1]) . (isset($parts[2]) ? '-' . $parts[2] : '');
    }
}
