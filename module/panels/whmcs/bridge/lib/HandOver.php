<?php
// Sends whoever is signed in here over to the module, with a signed token in the address.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class HandOver
{
    /** Of somebody in the client area. Staff who look at it as the client go over as staff, to that client's screens. */
    public static function ofLogin(Config $config, Login $login, $to): string
    {
        $path = self::localPath($to, '/client');
        if ($login->isStaff) {
            $screens = '/admin/clients/' . $login->clientId;
            $below = substr($path, strlen('/client'));
            return self::ofStaff($config, Login::adminId(), $screens . ($below ?: '/contacts'));
        }
        $identity = [
            'kind' => 'login',
            'clientId' => $login->clientId,
            'userId' => $login->userId,
            'contactId' => $login->contactId,
        ];
        return self::address($config, $identity, $path);
    }

    public static function ofStaff(Config $config, int $adminId, $to): string
    {
        return self::address($config, ['kind' => 'staff', 'staffId' => $adminId], self::localPath($to, '/admin'));
    }

    private static function address(Config $config, array $identity, string $path): string
    {
        $returnTo = $path === '' ? '' : $config->basePath() . $path;
        $token = Token::sign($config->secret, $identity, $returnTo, Locale::current(), time());
        return $config->url . '/panel/sign-in?token=' . $token;
    }

    /** The path if it is one of this area, else ''. The module looks again. */
    private static function localPath($to, string $area): string
    {
        $isPath = is_string($to)
            && strlen($to) <= 400
            && preg_match('~^' . $area . '([/?][^\\\\\p{Cc}]*)?$~uD', $to) === 1
            && strpos($to, '//') === false;
        return $isPath ? $to : '';
    }
}
