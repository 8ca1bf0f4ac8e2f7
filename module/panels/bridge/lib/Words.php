<?php
// Our words in the language of the page: words/*.php and what the panel's own part adds; English where there are none.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Words
{
    const FILES = ['en' => 'english', 'nl' => 'dutch', 'ar' => 'arabic'];

    /** @var array[] words by file */
    private static $read = [];

    /** A label that we have no words for stands as it is: the provider may have written its own. */
    public static function say(string $key): string
    {
        return self::of(self::FILES[self::language()])[$key] ?? self::of('english')[$key] ?? $key;
    }

    /** Of what is said: 'en', 'nl' or 'ar'. */
    public static function language(): string
    {
        $language = explode('-', Locale::current())[0];
        return isset(self::FILES[$language]) ? $language : 'en';
    }

    private static function of(string $file): array
    {
        if (!isset(self::$read[$file])) {
            self::$read[$file] = Panel::words($file) + include LIAISON_BRIDGE . '/words/' . $file . '.php';
        }
        return self::$read[$file];
    }
}
