<?php
// Our rules inside the panel's own forms for contacts (C3, C4, C8) and clients (K1, C8): errors beside the panel's own.
// When the module does not answer the panel's own rules hold alone.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class FormHooks
{
    /** @return string[] errors */
    public static function contact($vars): array
    {
        return self::errors('contact-details', $vars, function (array $posted): array {
            $contactId = (int) ($posted['contactid'] ?? $_REQUEST['contactid'] ?? 0);
            return ['contactId' => $contactId > 0 ? $contactId : null];
        });
    }

    /** @return string[] errors */
    public static function client($vars): array
    {
        return self::errors('client-details', $vars, function (): array {
            return [];
        });
    }

    private static function errors(string $hook, $vars, callable $about): array
    {
        return Guard::run(function () use ($hook, $vars, $about): array {
            $posted = is_array($vars) ? $vars : [];
            $whose = self::whose($posted);
            // A new client has no rules yet.
            if ($whose === null) {
                return [];
            }
            $fields = FormFields::read($posted) + MailSwitches::read($posted);
            $answer = Client::ask($hook, $whose + $about($posted) + ['fields' => (object) $fields]);
            return array_values(array_filter((array) ($answer['errors'] ?? []), 'is_string'));
        }) ?? [];
    }

    /**
     * Which client, and who is asking. Staff name the client in their form, and no login asks then. Anybody else is
     * asked about as their own client, whatever the form says.
     */
    private static function whose(array $posted): ?array
    {
        $named = Login::adminId() > 0 ? (int) ($posted['userid'] ?? $_REQUEST['userid'] ?? 0) : 0;
        if ($named > 0) {
            return ['clientId' => $named, 'login' => null];
        }
        $login = Login::current();
        if ($login === null) {
            return null;
        }
        return ['clientId' => $login->clientId, 'login' => $login->isStaff ? null : $login->toBody()];
    }
}
