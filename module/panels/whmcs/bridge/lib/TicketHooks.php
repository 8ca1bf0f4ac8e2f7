<?php
// Opening a ticket: on the panel's page by the permission and its departments (P2), by mail through the support gate (N7).
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class TicketHooks
{
    /** Why not; null when it may be opened. When the module does not answer, only an owner may. */
    public static function open($vars): ?string
    {
        $login = Guard::run(function () use ($vars): ?Login {
            $login = empty($vars['isAdmin']) ? Login::current() : null;
            return $login === null || $login->isStaff ? null : $login;
        });
        if ($login === null) {
            return null;
        }
        $answer = Guard::run(function () use ($vars, $login): ?array {
            $departmentId = (int) ($vars['departmentId'] ?? 0);
            return Client::ask('ticket-open', [
                'clientId' => $login->clientId,
                'login' => $login->toBody(),
                'departmentId' => $departmentId > 0 ? $departmentId : null,
            ]);
        });
        if (!is_array($answer['errors'] ?? null)) {
            return $login->isOwner() ? null : Words::say('unchecked.ticket');
        }
        return $answer['errors'] === [] ? null : implode(' ', array_filter($answer['errors'], 'is_string'));
    }

    /** Takes a mail out of the panel's hands when the support gate says so. */
    public static function mail($vars): array
    {
        return Guard::run(function () use ($vars): array {
            $email = Text::plain($vars['email'] ?? '');
            if ($email === '') {
                return [];
            }
            $to = $vars['to'] ?? '';
            $to = Text::plain(is_array($to) ? reset($to) : $to);
            $answer = Client::ask('ticket-mail', ['email' => $email, 'to' => $to]);
            if (($answer['skip'] ?? false) !== true) {
                return [];
            }
            Panel::log('Liaison: a mail from ' . $email . ' opened no ticket. ' . Text::plain($answer['reason'] ?? ''));
            return ['skipProcessing' => true];
        }) ?? [];
    }
}
