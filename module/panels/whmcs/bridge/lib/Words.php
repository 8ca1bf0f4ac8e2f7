<?php
// Our words in the language of the page: lang/*.php, English where there is none.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
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
        $language = explode('-', Locale::current())[0];
        $words = self::of(self::FILES[$language] ?? 'english');
        return $words[$key] ?? self::of('english')[$key] ?? $key;
    }

    private static function of(string $file): array
    {
        if (!isset(self::$read[$file])) {
            $_ADDONLANG = [];
            include dirname(__DIR__) . '/lang/' . $file . '.php';
            self::$read[$file] = $_ADDONLANG;
        }
        return self::$read[$file];
    }
}
