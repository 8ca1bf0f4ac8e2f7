<?php
// What we ask of the panel itself, by its own API.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Panel
{
    /** @var array answers of this page, by action */
    private static $answers = [];

    /** The user who owns the client; 0 when the panel does not say. Panels from 8.0 on. */
    public static function ownerUserId(int $clientId): int
    {
        $answer = self::call('GetClientsDetails', ['clientid' => $clientId, 'stats' => false]);
        return (int) ($answer['owner_user_id'] ?? $answer['client']['owner_user_id'] ?? 0);
    }

    /** The panel's own page with this query; pages with speaking addresses lie in folders, so the path is needed. */
    public static function page(string $file, array $query): string
    {
        $answer = self::call('GetConfigurationValue', ['setting' => 'SystemURL']);
        $folder = parse_url((string) ($answer['value'] ?? ''), PHP_URL_PATH);
        $folder = is_string($folder) ? rtrim($folder, '/') . '/' : '/';
        return $folder . $file . '?' . http_build_query($query, '', '&');
    }

    /** One line in the panel's activity log. It may hold what a stranger wrote, and how the log is shown is not ours. */
    public static function log(string $text): void
    {
        if (function_exists('logActivity')) {
            logActivity(Text::html((string) preg_replace('/\p{Cc}+/u', ' ', $text)));
        }
    }

    /** What lang/$file.php says. */
    public static function words(string $file): array
    {
        $_ADDONLANG = [];
        include LIAISON_BRIDGE . '/lang/' . $file . '.php';
        return $_ADDONLANG;
    }

    private static function call(string $action, array $values): array
    {
        $key = $action . Text::json($values);
        if (!isset(self::$answers[$key])) {
            $answer = function_exists('localAPI') ? localAPI($action, $values) : [];
            self::$answers[$key] = is_array($answer) ? $answer : [];
        }
        return self::$answers[$key];
    }
}
