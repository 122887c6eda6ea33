<?php
// The tests' door: one JSON object in, one JSON value out. Never part of a real site.
if (($_SERVER['HTTP_X_TESTS_KEY'] ?? '') !== getenv('TESTS_KEY')) {
    http_response_code(403);
    return;
}
require $_SERVER['DOCUMENT_ROOT'] . '/wp-load.php';

$asked = json_decode(file_get_contents('php://input'), true);

function tests_person(array $asked): array {
    $id = wp_insert_user([
        'user_login' => $asked['login'], 'user_pass' => wp_generate_password(), 'role' => $asked['role'],
        'user_email' => $asked['login'] . '@site.example', 'display_name' => $asked['name'] ?? $asked['login'],
    ]);
    return ['id' => $id, 'password' => WP_Application_Passwords::create_new_application_password($id, ['name' => 'desk'])[0]];
}

function tests_post(array $asked): array {
    $id = wp_insert_post([
        'post_title' => $asked['title'], 'post_content' => 'x', 'post_status' => $asked['state'] ?? 'publish',
        'post_type' => $asked['type'] ?? 'post', 'post_author' => $asked['author'] ?? 1,
        'comment_status' => $asked['comments'] ?? 'open',
    ]);
    return ['id' => $id, 'link' => get_permalink($id)];
}

function tests_comment(array $asked): array {
    $id = wp_insert_comment(wp_slash([
        'comment_post_ID' => $asked['post'], 'comment_parent' => $asked['parent'] ?? 0,
        'comment_author' => $asked['name'] ?? 'Odile', 'comment_author_email' => $asked['email'] ?? 'odile@home.example',
        'comment_author_IP' => $asked['ip'] ?? '192.0.2.7', 'comment_content' => $asked['text'],
        'comment_approved' => $asked['approved'] ?? 1, 'user_id' => $asked['person'] ?? 0,
        'comment_date' => $asked['at'] ?? current_time('mysql'), 'comment_date_gmt' => $asked['at'] ?? current_time('mysql', true),
        'comment_type' => $asked['type'] ?? 'comment', 'comment_agent' => $asked['agent'] ?? 'Browser',
    ]));
    return ['id' => $id];
}

function tests_many(array $asked): array {
    global $wpdb;
    $rows = [];
    for ($number = 0; $number < $asked['count']; $number++) {
        $at = gmdate('Y-m-d H:i:s', $asked['from'] + $number);
        $rows[] = $wpdb->prepare('(%d, %s, %s, %s, %s, %s, %s, %s)', $asked['post'], "Person $number",
            "p$number@home.example", '192.0.2.7', $at, $at, "Remark $number: the lamp is still out.", 'comment');
        if (count($rows) === 500 || $number === $asked['count'] - 1) {
            $wpdb->query("INSERT INTO $wpdb->comments (comment_post_ID, comment_author, comment_author_email,"
                . ' comment_author_IP, comment_date, comment_date_gmt, comment_content, comment_type) VALUES '
                . implode(',', $rows));
            $rows = [];
        }
    }
    $wpdb->query("UPDATE $wpdb->comments SET comment_approved = '1' WHERE comment_post_ID = " . (int) $asked['post']);
    wp_cache_set('last_changed', microtime(), 'comment');
    return ['count' => $asked['count']];
}

function tests_row(int $id): ?array {
    global $wpdb;
    return $wpdb->get_row($wpdb->prepare("SELECT * FROM $wpdb->comments WHERE comment_ID = %d", $id), ARRAY_A);
}

function tests_clear(): array {
    global $wpdb;
    $wpdb->query("DELETE FROM $wpdb->comments");
    $wpdb->query("DELETE FROM $wpdb->commentmeta");
    return [];
}

$done = match ($asked['do']) {
    'clear' => tests_clear(),
    'person' => tests_person($asked),
    'post' => tests_post($asked),
    'close' => wp_update_post(['ID' => $asked['post'], 'comment_status' => 'closed']),
    'bin_post' => wp_trash_post($asked['post']) ? 1 : 0,
    'comment' => tests_comment($asked),
    'many' => tests_many($asked),
    'edit' => wp_update_comment(wp_slash(['comment_ID' => $asked['id'], 'comment_content' => $asked['text']])),
    'state' => match ($asked['state']) {
        'trash' => wp_trash_comment($asked['id']),
        'spam' => wp_spam_comment($asked['id']),
        'gone' => wp_delete_comment($asked['id'], true),
        default => wp_set_comment_status($asked['id'], $asked['state']),
    },
    'row' => tests_row($asked['id']),
    'under' => array_map(fn($c) => $c->comment_content, get_comments([
        'parent' => $asked['id'], 'status' => 'any', 'user_id' => $asked['person'], 'orderby' => 'comment_ID', 'order' => 'ASC'])),
    'shown' => apply_filters('comment_text', get_comment($asked['id'])->comment_content, get_comment($asked['id'])),
    'option' => update_option($asked['name'], $asked['value']),
    'permalinks' => (function () use ($asked) {
        global $wp_rewrite;
        $wp_rewrite->set_permalink_structure($asked['value']);
        $wp_rewrite->flush_rules(false);
        return true;
    })(),
    'revoke' => WP_Application_Passwords::delete_all_application_passwords($asked['person']),
    'password' => WP_Application_Passwords::create_new_application_password($asked['person'], ['name' => 'desk'])[0],
};
header('content-type: application/json');
echo json_encode($done);
