<?php
// Text as the module wants it: UTF-8 without entities; and as HTML wants it.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Text
{
    /** @throws \RuntimeException when it cannot be written as JSON */
    public static function json(array $value): string
    {
        $json = json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        if ($json === false) {
            throw new \RuntimeException('Not written as JSON: ' . json_last_error_msg());
        }
        return $json;
    }

    /** Of a form's value: '' for a list; the bytes of an old panel's own character set as UTF-8. */
    public static function plain($value): string
    {
        $text = is_scalar($value) ? (string) $value : '';
        if (preg_match('//u', $text) !== 1) {
            $text = self::fromLatin1($text);
        }
        // Whether a panel hands forms over with entities differs; the module compares with what people read.
        return trim(html_entity_decode($text, ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }

    public static function html(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
    }

    private static function fromLatin1(string $bytes): string
    {
        return (string) preg_replace_callback('/[\x80-\xFF]/', function (array $match): string {
            $code = ord($match[0]);
            return chr(0xC0 | ($code >> 6)) . chr(0x80 | ($code & 0x3F));
        }, $bytes);
    }
}
