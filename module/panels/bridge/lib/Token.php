<?php
// Signs the hand-over: a JWT (HS256) that says who is signed in here, good once and for a minute. Identity, no rights.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Token
{
    const SECONDS = 60;

    public static function sign(
        string $secret,
        array $identity,
        string $returnTo,
        string $locale,
        int $now
    ): string {
        $claims = [
            'iss' => 'panel',
            'aud' => 'liaison',
            'jti' => bin2hex(random_bytes(16)),
            'iat' => $now,
            'exp' => $now + self::SECONDS,
            'identity' => $identity,
        ];
        if ($returnTo !== '') {
            $claims['returnTo'] = $returnTo;
        }
        if ($locale !== '') {
            $claims['locale'] = $locale;
        }
        $signed = self::part(Text::json(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . self::part(Text::json($claims));
        return $signed . '.' . self::part(hash_hmac('sha256', $signed, $secret, true));
    }

    private static function part(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
