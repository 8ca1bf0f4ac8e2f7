<?php
// The panel's own pages ask before they are shown to a sub-account (P1, P7): where the panel's permission is wider than
// ours the page is refused, or what is listed on it gets shorter. Owners and staff are never asked about.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class PageHooks
{
    /** The panel's hook of each page, and the module's word for it. A panel without such a hook never calls it. */
    const PAGES = [
        'ClientAreaPageContacts' => 'contacts',
        'ClientAreaPageAddContact' => 'contacts',
        'ClientAreaPageProfile' => 'profile',
        'ClientAreaPageSecurity' => 'security',
        'ClientAreaPageEmails' => 'emails',
        'ClientAreaPageSupportTickets' => 'tickets',
        'ClientAreaPageSubmitTicket' => 'submitTicket',
        'ClientAreaPageViewTicket' => 'viewTicket',
        'ClientAreaPageProductsServices' => 'services',
        'ClientAreaPageProductDetails' => 'serviceDetails',
        'ClientAreaPageDomains' => 'domains',
        'ClientAreaPageDomainDetails' => 'domainDetails',
        'ClientAreaPageInvoices' => 'invoices',
        'ClientAreaPageViewInvoice' => 'viewInvoice',
        'ClientAreaPageQuotes' => 'quotes',
    ];

    /** Template variables to put in the place of the page's own. Ends the request when the page is refused. */
    public static function page(string $page, $vars): array
    {
        $vars = is_array($vars) ? $vars : [];
        $login = Guard::run(function (): ?Login {
            $login = Login::current();
            return $login === null || $login->isStaff || $login->isOwner() ? null : $login;
        });
        if ($login === null) {
            return [];
        }
        $judged = Guard::run(function () use ($page, $vars, $login): array {
            return self::judge($page, $vars, $login);
        });
        if (!is_array($judged['variables'] ?? null)) {
            self::refuse($page, $judged['reason'] ?? Words::say('unchecked.page'));
        }
        return $judged['variables'];
    }

    /** What was said when this page was refused to whoever is signed in. */
    public static function reason(string $page): string
    {
        return (string) ($_SESSION['liaison_refused'][$page] ?? Words::say('refused.text'));
    }

    /** `variables` when the page may be shown, else `reason`. */
    private static function judge(string $page, array $vars, Login $login): array
    {
        $ids = PageFilter::ids($page, $vars);
        $answer = Client::ask('page', [
            'clientId' => $login->clientId,
            'login' => $login->toBody(),
            'page' => $page,
            'ids' => (object) $ids,
        ]);
        if ($answer === null) {
            return [];
        }
        if (($answer['allowed'] ?? false) !== true) {
            return ['reason' => Text::plain($answer['reason'] ?? '') ?: Words::say('refused.text')];
        }
        $variables = PageFilter::variables($page, $vars, $ids, $answer);
        return $variables === null ? ['reason' => Words::say('refused.limits')] : ['variables' => $variables];
    }

    private static function refuse(string $page, string $reason): void
    {
        // The words wait in the session: text in an address could be anybody's.
        $_SESSION['liaison_refused'][$page] = $reason;
        Redirect::to(Panel::page('index.php', ['m' => 'liaison', 'refused' => $page]));
    }
}
