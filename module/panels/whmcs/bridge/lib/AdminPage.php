<?php
// Our page in the admin area: leads staff on to the module, and says whether it answers.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class AdminPage
{
    /** Ends the request when it leads on; else the page as HTML. */
    public static function html($vars): string
    {
        $config = Config::find();
        if ($config === null) {
            return self::paragraph('notSetUp.staff');
        }
        $clientId = (int) ($_GET['client'] ?? 0);
        $to = $clientId > 0 ? '/admin/clients/' . $clientId . '/contacts' : ($_GET['to'] ?? null);
        if ($to !== null && Login::adminId() > 0) {
            Redirect::to(HandOver::ofStaff($config, Login::adminId(), HandOver::localPath($to, '/admin')));
        }
        return self::paragraph('staff.' . Client::state())
            . '<p>' . self::link($vars, '/admin', 'staff.open') . '</p>';
    }

    /** The module's pages for staff, as HTML. */
    public static function sidebar($vars): string
    {
        $config = Config::find();
        $links = '';
        foreach ($config === null ? [] : $config->menu as $entry) {
            if ($entry['area'] === 'admin') {
                $links .= '<li>' . self::link($vars, '/admin' . $entry['path'], $entry['label']) . '</li>';
            }
        }
        return $links === '' ? '' : '<ul class="menu">' . $links . '</ul>';
    }

    private static function link($vars, string $to, string $label): string
    {
        $page = is_string($vars['modulelink'] ?? null) ? $vars['modulelink'] : 'addonmodules.php?module=liaison';
        return '<a href="' . Text::html($page . '&to=' . rawurlencode($to)) . '">' . Text::html(Words::say($label)) . '</a>';
    }

    private static function paragraph(string $key): string
    {
        return '<p>' . Text::html(Words::say($key)) . '</p>';
    }
}
