<?php
// Who is signed in at the panel. From 8.0 on its CurrentUser says so; before, the session: uid = client, cid = contact.
declare(strict_types=1);

namespace Liaison\Bridge;

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

final class Login
{
    const CURRENT_USER = 'WHMCS\\Authentication\\CurrentUser';

    /** @var int */
    public $clientId;
    /** @var int|null the user; null before 8.0 */
    public $userId;
    /** @var int|null the contact, 0 for the owner; null from 8.0 on */
    public $contactId;
    /** @var bool staff who look at the client area as this client */
    public $isStaff;

    private function __construct(int $clientId, ?int $userId, ?int $contactId, bool $isStaff)
    {
        $this->clientId = $clientId;
        $this->userId = $userId;
        $this->contactId = $contactId;
        $this->isStaff = $isStaff;
    }

    /** Null when nobody is signed in, or a user who has not chosen an account yet. */
    public static function current(): ?self
    {
        return class_exists(self::CURRENT_USER) ? self::ofUser() : self::ofSession();
    }

    /** Whoever is signed in in the admin area; 0 for nobody. */
    public static function adminId(): int
    {
        return (int) ($_SESSION['adminid'] ?? 0);
    }

    private static function ofUser(): ?self
    {
        $name = self::CURRENT_USER;
        $current = new $name();
        $user = $current->user();
        $client = $current->client();
        $isStaff = self::adminId() > 0 && $current->isMasqueradingAdmin();
        if (!is_object($client) || (!is_object($user) && !$isStaff)) {
            return null;
        }
        return new self((int) $client->id, is_object($user) ? (int) $user->id : null, null, $isStaff);
    }

    // Staff who open a client's area keep their own session beside it.
    private static function ofSession(): ?self
    {
        $clientId = (int) ($_SESSION['uid'] ?? 0);
        $contactId = (int) ($_SESSION['cid'] ?? 0);
        return $clientId > 0 ? new self($clientId, null, $contactId, self::adminId() > 0) : null;
    }

    /** Whether the panel knows it as the client's owner. When the panel does not say, no. */
    public function isOwner(): bool
    {
        if ($this->userId === null) {
            return $this->contactId === 0;
        }
        return $this->userId === Panel::ownerUserId($this->clientId);
    }

    /** As the module's hooks want it. */
    public function toBody(): array
    {
        return ['userId' => $this->userId, 'contactId' => $this->contactId, 'owner' => $this->isOwner()];
    }
}
