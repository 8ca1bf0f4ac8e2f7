<?php
// The module as HostBill knows it (type Other): its name, its one setting, what happens when it is switched on and off,
// and the one event that it may refuse.
declare(strict_types=1);

use Liaison\Bridge\ContactHook;
use Liaison\Bridge\Config;
use Liaison\Bridge\Words;

if (get_included_files()[0] === __FILE__) {
    exit('This file is part of a panel and not opened by itself.');
}

require_once __DIR__ . '/autoload.php';

// Members are public: which of them HostBill reads from outside is not shown.
class liaison extends OtherModule
{
    public $version = '0.1.0';
    public $modname = 'Liaison';
    public $description = 'Who at a customer hears what, and who may do what';

    public $info = [
        'haveadmin' => true,
        'haveuser' => true,
        'havelang' => false,
        'havetpl' => false,
        'haveapi' => false,
        'havecron' => false,
        'needauth' => true,
        'isobserver' => true,
        'extras_menu' => true,
        'header_js' => false,
    ];

    /** Until it is ticked nobody is taken for the owner of a client on HostBill's word: see docs/bridge-hostbill.md. */
    public $configuration = [
        'Contacts are shown as themselves' => [
            'value' => '',
            'type' => 'check',
            'default' => '',
            'description' => 'Tick it after a contact who was signed in here opened Contact management and came to pages of its own, and a guest, where there are any, did not come to the owner’s. Until then owners sign in there with their password.',
        ],
    ];

    public function install()
    {
        return $this->begin();
    }

    public function activate()
    {
        return $this->begin();
    }

    /** The module brings its own tables up to date; in HostBill there is nothing of ours to change. */
    public function upgrade($previous = '')
    {
        return true;
    }

    /** Takes nothing away: what the module keeps is the module's, and stays until it is uninstalled there. */
    public function uninstall()
    {
        $this->addInfo(Words::say('deactivated'));
        return true;
    }

    /** HostBill's event before_contactadd. False: no contact is made. */
    public function beforeContactAdd($details = [])
    {
        $errors = ContactHook::errors($details, $this->db ?? null);
        foreach ($errors as $words) {
            $this->addError($words);
        }
        return $errors === [];
    }

    private function begin(): bool
    {
        if (!function_exists('curl_init')) {
            $this->addError(Words::say('noCurl'));
        }
        $this->addInfo(Words::say(Config::find() === null ? 'notSetUp.staff' : 'activated'));
        return true;
    }
}
