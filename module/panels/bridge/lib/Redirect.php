<?php
// Ends the page and leads elsewhere. Where the panel has begun to write, a link stands in for it.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Redirect
{
    public static function to(string $address): void
    {
        if (headers_sent()) {
            echo '<p><a href="' . Text::html($address) . '" rel="noreferrer">' . Text::html(Words::say('go')) . '</a></p>';
            exit;
        }
        // The address may hold a token: it is neither kept nor told to anybody.
        header('Cache-Control: no-store');
        header('Referrer-Policy: no-referrer');
        header('Location: ' . $address, true, 303);
        exit;
    }
}
