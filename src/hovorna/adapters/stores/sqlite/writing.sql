-- What a commit writes. Parameters stand in the order in which the writer's tuples have them.

-- name: last_version
SELECT max(version) FROM facts WHERE department_id = ?;

-- name: insert_fact
INSERT INTO facts (department_id, version, session_id, at, since, claimed, is_decided, type, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: erase_personal
-- Who served the session is no word of the guest: names of operators and groups stay (application/personal.py).
DELETE FROM personal
WHERE department_id = ? AND session_id = ? AND slot NOT GLOB 'operator:*' AND slot NOT GLOB 'group:*';

-- name: erase_activities
DELETE FROM activities WHERE department_id = ? AND session_id = ?;

-- name: put_personal
INSERT INTO personal (department_id, session_id, slot, value) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET value = excluded.value;

-- name: delete_personal
DELETE FROM personal WHERE department_id = ? AND session_id = ? AND slot = ?;

-- name: put_activity
INSERT INTO activities (department_id, session_id, id, at, text, document) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET at = excluded.at, text = excluded.text, document = excluded.document;

-- name: put_timer
INSERT INTO timers (department_id, key, due) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET due = excluded.due;

-- name: delete_timer
DELETE FROM timers WHERE department_id = ? AND key = ?;

-- name: insert_operator_change
INSERT INTO operator_changes (department_id, operator_id, at, version, position, kind, break_id, by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: insert_origin
INSERT INTO origins (department_id, origin, key, session_id) VALUES (?, ?, ?, ?);

-- name: drop_blob
-- Pending: to be deleted, or expected and to be deleted unless a fact comes to point at it.
INSERT OR IGNORE INTO dropped_blobs (key) VALUES (?);

-- name: no_longer_pending
DELETE FROM dropped_blobs WHERE key = ?;

-- name: put_idempotent
INSERT OR REPLACE INTO idempotency (caller, key, request, status, body, at) VALUES (?, ?, ?, ?, ?, ?);

-- name: latest_answer
SELECT max(at) FROM idempotency;

-- name: purge_idempotent
DELETE FROM idempotency WHERE at < ?;

-- name: take_numbers
INSERT INTO sequences (name, next) VALUES (?1, 1 + ?2)
ON CONFLICT DO UPDATE SET next = next + ?2
RETURNING next - ?2;

-- name: put_snapshot
INSERT OR REPLACE INTO snapshots (department_id, version, format, state) VALUES (?, ?, ?, ?);

-- name: forget_old_snapshots
DELETE FROM snapshots WHERE department_id = ?1 AND version NOT IN (
    SELECT version FROM snapshots WHERE department_id = ?1 ORDER BY version DESC LIMIT 2
);

-- name: session_columns
SELECT id, company_id, department_id, version, status, channel, source, created, guest_joined, accepted, ended,
    waited, length, url, widget, stars, feedback_scale, ip_address, phone_callback_number, initial_message, browser,
    os, language, gdpr_version, guest_identity, guest_left, is_auto_accepted, had_concurrent_operators, termination,
    anonymised
FROM sessions WHERE id = ?;

-- name: operators_of
SELECT operator_id FROM session_operators WHERE session_id = ? ORDER BY position;

-- name: chatbots_of
SELECT chatbot_id FROM session_chatbots WHERE session_id = ? ORDER BY position;

-- name: tags_of
SELECT tag FROM session_tags WHERE session_id = ? ORDER BY position;

-- name: delete_operators
DELETE FROM session_operators WHERE session_id = ?;

-- name: delete_chatbots
DELETE FROM session_chatbots WHERE session_id = ?;

-- name: delete_tags
DELETE FROM session_tags WHERE session_id = ?;

-- name: insert_operator
INSERT INTO session_operators (company_id, operator_id, created, session_id, position) VALUES (?, ?, ?, ?, ?);

-- name: insert_chatbot
INSERT INTO session_chatbots (company_id, chatbot_id, created, session_id, position) VALUES (?, ?, ?, ?, ?);

-- name: insert_tag
INSERT INTO session_tags (company_id, tag, created, session_id, position) VALUES (?, ?, ?, ?, ?);
