<?php
// The ways to our pages: a drop-down and a shortcut in the client area, a link beside a client in the admin area. No
// call to the module is made for them.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Menu
{
    const NAME = 'liaison';

    /** The panel's own panel of shortcuts (inferred: where it is not, we bring one). */
    const SHORTCUTS = 'Client Shortcuts';

    /** After the panel's own entries, which count in steps of 10. */
    const ORDER = 65;

    public static function addDropDown($navbar): void
    {
        Guard::run(function () use ($navbar) {
            $config = Config::find();
            $login = $config === null ? null : Login::current();
            if ($login === null) {
                return;
            }
            $top = self::add($navbar, self::NAME, 'title', '/client', self::ORDER);
            // What a sub-account may open is not known here: one entry leads it to its first page.
            if (!$login->isStaff && !$login->isOwner()) {
                return;
            }
            $order = 0;
            foreach ($config->menu as $entry) {
                if ($entry['area'] === 'client') {
                    $order += 10;
                    self::add($top, self::NAME . ' ' . $entry['path'], $entry['label'], '/client' . $entry['path'], $order);
                }
            }
        });
    }

    public static function addShortcut($sidebar): void
    {
        Guard::run(function () use ($sidebar) {
            if (Config::find() === null || Login::current() === null) {
                return;
            }
            $panel = $sidebar->getChild(self::SHORTCUTS);
            if (!is_object($panel)) {
                $sidebar->addChild(self::NAME);
                $panel = $sidebar->getChild(self::NAME);
                $panel->setLabel(Words::say('shortcuts'));
                $panel->setOrder(self::ORDER);
            }
            self::add($panel, self::NAME . ' contacts', 'title', '/client', self::ORDER);
        });
    }

    /** @return string[] */
    public static function staffLinks($vars): array
    {
        return Guard::run(function () use ($vars): array {
            $clientId = (int) ($vars['userid'] ?? 0);
            if ($clientId < 1 || Config::find() === null) {
                return [];
            }
            $address = 'addonmodules.php?module=liaison&client=' . $clientId;
            return ['<a href="' . Text::html($address) . '">' . Text::html(Words::say('staff.link')) . '</a>'];
        }) ?? [];
    }

    private static function add($parent, string $name, string $label, string $to, int $order)
    {
        $parent->addChild($name);
        $item = $parent->getChild($name);
        $item->setLabel(Words::say($label));
        $item->setUri(Panel::page('index.php', ['m' => 'liaison', 'to' => $to]));
        $item->setOrder($order);
        return $item;
    }
}
