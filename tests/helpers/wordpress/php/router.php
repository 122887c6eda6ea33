<?php
// PHP's own server: files as they are, the tests' door, and everything else to WordPress. `/blog` is the same site.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$inner = preg_replace('#^/blog(?=/|$)#', '', $path) ?: '/';
if ($inner === '/tests-door') {
    require __DIR__ . '/door.php';
    return true;
}
$file = $_SERVER['DOCUMENT_ROOT'] . $inner;
if ($inner !== '/' && is_file($file) && !str_ends_with($inner, '.php')) {
    return false;
}
if (is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) {
    $inner = rtrim($inner, '/') . '/index.php';
    $file = $_SERVER['DOCUMENT_ROOT'] . $inner;
}
if (!is_file($file)) {
    $inner = '/index.php';
    $file = $_SERVER['DOCUMENT_ROOT'] . $inner;
}
$folder = str_starts_with($path, '/blog') ? '/blog' : '';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $folder . $inner;
$_SERVER['SCRIPT_FILENAME'] = $file;
chdir(dirname($file));
require $file;
return true;
