<?php
// Sends whoever is signed in here over to the module, with a signed token in the address.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class HandOver
{
    public static function ofLogin(Config $config, int $clientId, ?int $userId, ?int $contactId, string $path): string
    {
        $identity = ['kind' => 'login', 'clientId' => $clientId, 'userId' => $userId, 'contactId' => $contactId];
        return self::address($config, $identity, $path);
    }

    public static function ofStaff(Config $config, int $adminId, string $path): string
    {
        return self::address($config, ['kind' => 'staff', 'staffId' => $adminId], $path);
    }

    /** The path if it is one of this area ("/client", "/admin"), else ''. The module looks again. */
    public static function localPath($to, string $area): string
    {
        $isPath = is_string($to)
            && strlen($to) <= 400
            && preg_match('~^' . $area . '([/?][^\\\\\p{Cc}]*)?$~uD', $to) === 1
            && strpos($to, '//') === false;
        return $isPath ? $to : '';
    }

    private static function address(Config $config, array $identity, string $path): string
    {
        $returnTo = $path === '' ? '' : $config->basePath() . $path;
        $token = Token::sign($config->secret, $identity, $returnTo, Locale::current(), time());
        return $config->url . '/panel/sign-in?token=' . $token;
    }
}
