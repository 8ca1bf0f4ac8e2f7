<?php
// Before the panel sends a mail: takes out those of its copies whom the module's notices do not reach (N1, N3). Nobody is
// ever added. When the module does not answer the mail goes as the panel would send it.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class MailHooks
{
    const LISTS = ['cc', 'bcc'];

    /** The lists that get smaller; [] leaves all as they are. */
    public static function recipients($vars): array
    {
        return Guard::run(function () use ($vars): array {
            $lists = [];
            foreach (self::LISTS as $name) {
                $list = $vars['recipients'][$name] ?? [];
                $lists[$name] = is_array($list) ? $list : [];
            }
            if ($lists['cc'] === [] && $lists['bcc'] === []) {
                return [];
            }
            $answer = Client::ask('mail', [
                'template' => Text::plain($vars['messagename'] ?? ''),
                'relatedId' => max(0, (int) ($vars['relid'] ?? 0)),
            ] + array_map([self::class, 'addresses'], $lists));
            return $answer === null ? [] : self::smaller($lists, $answer);
        }) ?? [];
    }

    private static function smaller(array $lists, array $answer): array
    {
        $changed = [];
        foreach ($lists as $name => $list) {
            if (!is_array($answer[$name] ?? null)) {
                continue;
            }
            $kept = array_filter($list, function ($one) use ($answer, $name): bool {
                $email = self::emailOf($one);
                // What has no address that we can read was not asked about.
                return $email === '' || in_array($email, $answer[$name], true);
            });
            if (count($kept) < count($list)) {
                $changed[$name] = $kept;
            }
        }
        return $changed;
    }

    /** @return string[] */
    private static function addresses(array $list): array
    {
        return array_values(array_filter(array_map([self::class, 'emailOf'], $list), function (string $email): bool {
            return $email !== '';
        }));
    }

    private static function emailOf($recipient): string
    {
        return Text::plain(is_array($recipient) ? $recipient['email'] ?? '' : '');
    }
}
