<?php
// Asks the module, server to server. It answers within the timeout or is taken not to answer: never a second try.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Client
{
    /** After a silence nobody waits again for a while: one page has several hooks, one run of the cron many mails. */
    const PAUSE_SECONDS = 30;

    /** @var float until when it is not asked */
    private static $pausedUntil = 0.0;

    /** The module's answer to a hook; null when there is none. */
    public static function ask(string $hook, array $body): ?array
    {
        if (Config::find() === null || microtime(true) < self::$pausedUntil) {
            return null;
        }
        $answer = self::send($hook, Text::json($body + ['locale' => Locale::current()]));
        if ($answer === null) {
            self::$pausedUntil = microtime(true) + self::PAUSE_SECONDS;
            return null;
        }
        [$status, $text] = $answer;
        $value = json_decode($text, true);
        if ($status !== 200 || !is_array($value)) {
            Panel::log('Liaison answered ' . $hook . ' with status ' . $status . '.');
            return null;
        }
        return $value;
    }

    /** 'answers', 'otherSecret' or 'silent'. */
    public static function state(): string
    {
        // A signed call that says nothing: it is not understood (400), or not even read (401).
        $answer = self::send('page', 'null');
        if ($answer === null) {
            return 'silent';
        }
        return [400 => 'answers', 401 => 'otherSecret'][$answer[0]] ?? 'silent';
    }

    /** @return array|null status and text; null when nothing came in time, or we are not set up */
    private static function send(string $hook, string $json): ?array
    {
        $config = Config::find();
        if ($config === null) {
            return null;
        }
        $path = '/panel/hooks/' . $hook;
        $headers = Signature::headers($config->secret, $path, $json, time());
        $headers[] = 'Content-Type: application/json';
        // Without it curl waits for a "100 Continue" before long bodies.
        $headers[] = 'Expect:';
        $milliseconds = (int) ceil($config->timeout * 1000);
        $curl = curl_init($config->origin . $path);
        if ($curl === false) {
            return null;
        }
        curl_setopt_array($curl, [
            CURLOPT_POSTFIELDS => $json,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_CONNECTTIMEOUT_MS => $milliseconds,
            CURLOPT_TIMEOUT_MS => $milliseconds,
            // Timeouts below a second need it where names are looked up by the system's own resolver.
            CURLOPT_NOSIGNAL => true,
        ]);
        $text = curl_exec($curl);
        $status = (int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        unset($curl);
        return is_string($text) ? [$status, $text] : null;
    }
}
