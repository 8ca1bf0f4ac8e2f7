<?php
// The language of whoever is signed in, as BCP 47. How HostBill names languages is not established: its word for one of
// ours is read, a tag is taken as it is, and where it says nothing the browser does.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Locale
{
    const WORDS = ['english' => 'en', 'dutch' => 'nl', 'arabic' => 'ar'];

    /** "nl-NL"; '' when nobody says. */
    public static function current(): string
    {
        $stated = strtolower(trim(Person::field(Login::record(), 'language')));
        return self::WORDS[$stated] ?? self::tag($stated) ?: self::tag((string) ($_SERVER['HTTP_ACCEPT_LANGUAGE'] ?? ''));
    }

    private static function tag(string $text): string
    {
        $found = preg_match('/^([a-z]{2,3})(?:[_-]([a-z]{2}|[a-z]{4}))?(?![a-z])/i', $text, $parts) === 1;
        return $found ? strtolower($parts[1]) . (isset($parts[2]) ? '-' . $parts[2] : '') : '';
    }
}
