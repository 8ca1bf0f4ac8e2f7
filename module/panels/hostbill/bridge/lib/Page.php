<?php
// A whole page of ours. How a controller of HostBill chooses its template is not shown: words that must be seen do not
// wait for that.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Page
{
    /**
     * Ends the request.
     * @param string[] $paragraphs
     * @param string[] $links address => text
     */
    public static function show(int $status, array $paragraphs, array $links = []): void
    {
        while (ob_get_level() > 0 && ob_end_clean()) {
            // What the panel began to write gives way to this page.
        }
        if (!headers_sent()) {
            http_response_code($status);
            header('Content-Type: text/html; charset=utf-8');
            header('Cache-Control: no-store');
            header('X-Content-Type-Options: nosniff');
        }
        $links['?'] = Words::say('back');
        $title = Words::say('title');
        $language = Words::language();
        require LIAISON_BRIDGE . '/templates/page.php';
        exit;
    }
}
