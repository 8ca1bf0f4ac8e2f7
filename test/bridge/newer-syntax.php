<?php
// Prints one line for everything in a file (php newer-syntax.php FILE) that PHP 7.2 does not know, as far as tokens tell.
declare(strict_types=1);

$tokens = [];
foreach (token_get_all(file_get_contents($argv[1])) as $token) {
    [$id, $text] = is_array($token) ? $token : [0, $token];
    if (!in_array($id, [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT], true)) {
        $tokens[] = [$id, $text];
    }
}

$newer = ['T_FN', 'T_COALESCE_EQUAL', 'T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_ATTRIBUTE', 'T_ENUM', 'T_READONLY'];
$functions = [
    'array_key_first', 'array_key_last', 'is_countable', 'hrtime', 'str_contains', 'str_starts_with', 'str_ends_with',
    'get_debug_type', 'array_is_list', 'json_validate', 'array_find', 'array_any', 'array_all', 'mb_str_split',
    'JSON_THROW_ON_ERROR', 'mixed', 'never', 'Stringable', 'WeakMap',
]; // prettier-ignore
$modifiers = [T_PUBLIC, T_PROTECTED, T_PRIVATE, T_VAR];
$depth = [];
foreach ($tokens as $at => [$id, $text]) {
    $next = $tokens[$at + 1] ?? [0, ''];
    $before = $tokens[$at - 1] ?? [0, ''];
    if ($id !== 0 && in_array(token_name($id), $newer, true)) {
        echo $text, "\n";
    }
    if ($id === T_STRING && in_array($text, $functions, true) && !in_array($before[0], [T_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION], true)) {
        echo $text, "\n";
    }
    if (in_array($id, [T_LNUMBER, T_DNUMBER], true) && strpos($text, '_') !== false) {
        echo $text, "\n";
    }
    // A comma before the end of a call (7.3), and a list spread into another (7.4).
    if ($text === ',' && $next[1] === ')') {
        echo "comma before )\n";
    }
    if ($id === T_ELLIPSIS && in_array($before[1], ['[', ','], true) && in_array('[', array_slice($depth, -1), true)) {
        echo "... in a list\n";
    }
    // Of a property a type stands before the variable (7.4); of a parameter any such word (8.0).
    if (in_array($id, $modifiers, true)) {
        $after = $next[0] === T_STATIC ? ($tokens[$at + 2] ?? [0, '']) : $next;
        if (!in_array($after[0], [T_VARIABLE, T_FUNCTION, T_CONST, T_ABSTRACT, T_FINAL, T_STATIC], true)) {
            echo $text, ' ', $after[1], "\n";
        }
        if (in_array('(', $depth, true)) {
            echo $text, " in parameters\n";
        }
    }
    // catch (Fault) without its variable (8.0).
    if ($id === T_CATCH && ($tokens[$at + 3][1] ?? '') === ')') {
        echo "catch without variable\n";
    }
    if (in_array($text, ['(', '['], true)) {
        $depth[] = $text;
    } elseif (in_array($text, [')', ']'], true)) {
        array_pop($depth);
    }
}
