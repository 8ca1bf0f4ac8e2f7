<?php
// A page of ours: what we say when we do not lead on, and links. Of Page::show: $title, $language, $paragraphs, $links.
declare(strict_types=1);

use Liaison\Bridge\Text;

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}
?>
<!doctype html>
<html lang="<?= Text::html($language) ?>" dir="<?= $language === 'ar' ? 'rtl' : 'ltr' ?>">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title><?= Text::html($title) ?></title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1><?= Text::html($title) ?></h1>
<?php foreach ($paragraphs as $text) { ?>
<p><?= Text::html($text) ?></p>
<?php } ?>
<ul>
<?php foreach ($links as $address => $text) { ?>
<li><a href="<?= Text::html($address) ?>"><?= Text::html($text) ?></a></li>
<?php } ?>
</ul>
</html>
