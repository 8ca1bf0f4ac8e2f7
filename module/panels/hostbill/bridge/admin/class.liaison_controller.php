<?php
// Our page in the admin area, ?cmd=liaison.
declare(strict_types=1);

use Liaison\Bridge\AdminPage;

if (get_included_files()[0] === __FILE__) {
    exit('This file is part of a panel and not opened by itself.');
}

require_once dirname(__DIR__) . '/autoload.php';

class liaison_controller extends HBController
{
    public function _default($params = [])
    {
        AdminPage::show($this->authorization ?? null, $this->db ?? $this->module->db ?? null);
    }
}
