<?php
// Our address in the client area, ?cmd=module&module=liaison&to=/client/…
declare(strict_types=1);

use Liaison\Bridge\ClientPage;

if (get_included_files()[0] === __FILE__) {
    exit('This file is part of a panel and not opened by itself.');
}

require_once dirname(__DIR__) . '/autoload.php';

class liaison_controller extends HBController
{
    public function _default($params = [])
    {
        ClientPage::show($this->db ?? $this->module->db ?? null, $this->module->configuration ?? []);
    }
}
