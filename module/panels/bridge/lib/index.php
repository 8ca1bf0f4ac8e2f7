<?php
// Keeps the folder from being listed: nothing here is opened by its own address.
http_response_code(403);
exit;
