<?php
// What HostBill gives its modules, as far as hosts.md 2.5 tells. Written for tests; nothing of it is HostBill's own code.
// Known: the classes' names, `$db` is PDO, addInfo and addError, `_default($params)`, `$authorization`, hbm_logged_client,
// an observer's method is the event in CamelCase, false from before_contactadd blocks, hook files by event and priority.
// Inferred: the controller has its module, a setting has a `value`, an event's method gets one list.
// Invented: hbm_logged_admin, what a record holds and in which shape, what variables a hook file sees.
declare(strict_types=1);

/** Of a record: a list, an object or only its number, as the scene has it; false for nobody. */
function standInRecord(string $sql, $id)
{
    global $scene;
    $found = standInDatabase()->prepare($sql);
    $found->execute([$id]);
    $record = $found->fetch(PDO::FETCH_ASSOC);
    // Scalars arrive as texts.
    $record = $record ? array_map('strval', $record) + ['login' => '1'] : false;
    $shape = $scene['shape'] ?? 'list';
    return $record === false || $shape === 'list' ? $record : ($shape === 'object' ? (object) $record : (int) $record['id']);
}

function standInDatabase(): PDO
{
    global $scene;
    static $db;
    ['dsn' => $dsn, 'user' => $user, 'password' => $password] = $scene['database'];
    // Whether HostBill's connection throws is not known.
    return $db = $db ?: new PDO($dsn, $user, $password, [PDO::ATTR_ERRMODE => $scene['throws'] ?? true ? PDO::ERRMODE_EXCEPTION : PDO::ERRMODE_SILENT]);
}

if (!($scene['lacksFunctions'] ?? false)) {
    function hbm_logged_client()
    {
        global $scene;
        $id = $scene[($scene['showsParents'] ?? false) && isset($scene['parent']) ? 'parent' : 'record'] ?? null;
        if ($id === null) {
            return false;
        }
        $record = standInRecord('SELECT d.*, a.email, a.password, a.status FROM hb_client_details d JOIN hb_client_access a ON a.id = d.id WHERE d.id = ?', $id);
        return is_array($record) ? ($scene['changed'] ?? []) + $record : $record;
    }

    function hbm_logged_admin()
    {
        global $scene;
        return isset($scene['staff']) ? standInRecord('SELECT * FROM hb_admin_details WHERE id = ?', $scene['staff']) : false;
    }
}

class OtherModule
{
    public $said = [];
    protected $db;

    public function __construct()
    {
        $this->db = standInDatabase();
    }

    public function addInfo($words)
    {
        $this->said[] = 'info: ' . $words;
    }

    public function addError($words)
    {
        $this->said[] = 'error: ' . $words;
    }
}

class HBController
{
    public $authorization;
    public $module;
    public $template;

    public function __construct()
    {
        global $scene;
        $this->authorization = isset($scene['authorized']) ? standInRecord('SELECT * FROM hb_admin_details WHERE id = ?', $scene['authorized']) : true;
        if (!($scene['lacksModule'] ?? false)) {
            $module = new liaison();
            foreach ($scene['settings'] ?? [] as $name => $value) {
                $module->configuration[$name]['value'] = $value;
            }
            // A member that everybody may read.
            $this->module = (object) ['configuration' => $module->configuration, 'db' => standInDatabase()];
        }
    }
}

/** Runs the hook files of an event, lowest priority first; they see `$details`, or the fields by name. */
function standInHookFiles(string $folder, string $event, array $details, bool $byName): void
{
    $files = glob($folder . '/' . $event . '_*.php');
    natsort($files);
    foreach ($files as $file) {
        (function () use ($file, $details, $byName): void {
            if ($byName) {
                extract($details);
                unset($details);
            }
            include $file;
        })();
    }
}
