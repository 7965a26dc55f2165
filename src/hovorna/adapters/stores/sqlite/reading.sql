-- What is read by key or in the order of a key.

-- name: session
SELECT id, company_id, department_id, status, document FROM sessions WHERE id = ?;

-- name: sessions_by_id
SELECT s.id, s.company_id, s.department_id, s.status, s.document
FROM json_each(?) AS wanted CROSS JOIN sessions AS s ON s.id = wanted.value;

-- name: first_since
SELECT version FROM facts WHERE department_id = ? AND at >= ? ORDER BY version LIMIT 1;

-- name: last_version
SELECT max(version) FROM facts WHERE department_id = ?;

-- name: fact
SELECT version, session_id, at, since, claimed, is_decided, type, body FROM facts
WHERE department_id = ? AND version = ?;

-- name: facts_after
SELECT version, session_id, at, since, claimed, is_decided, type, body FROM facts
WHERE department_id = ? AND version > ? ORDER BY version LIMIT ?;

-- name: facts_by_session
SELECT version, session_id, at, since, claimed, is_decided, type, body FROM facts
WHERE department_id = ? AND (session_id, version) > (?, ?) ORDER BY session_id, version LIMIT ?;

-- name: session_facts
-- Without statistics the planner walks the whole department by its primary key.
SELECT version, session_id, at, since, claimed, is_decided, type, body FROM facts INDEXED BY facts_of_session
WHERE department_id = ? AND session_id = ? ORDER BY version;

-- name: personal_of
SELECT slot, value FROM personal WHERE department_id = ? AND session_id = ?;

-- name: activities_of
SELECT id, session_id, at, text, document FROM activities WHERE department_id = ? AND session_id = ? ORDER BY id;

-- name: known_origins
SELECT key FROM origins WHERE department_id = ? AND origin = ?;

-- name: due_timers
SELECT department_id, key, due FROM timers WHERE due <= ? ORDER BY due, department_id, key LIMIT ?;

-- name: next_due
SELECT min(due) FROM timers;

-- name: changes_of_department
SELECT operator_id, at, version, kind, break_id, by FROM operator_changes
WHERE department_id = ? ORDER BY at, version, position;

-- name: changes_of_operator
SELECT operator_id, at, version, kind, break_id, by FROM operator_changes
WHERE department_id = ? AND operator_id = ? ORDER BY at, version, position;

-- name: timeline_forwards
SELECT operator_id, at, version, kind, break_id, by FROM operator_changes
WHERE department_id = ? AND operator_id = ? AND at >= ? AND at <= ? ORDER BY at, version, position LIMIT ? OFFSET ?;

-- name: timeline_backwards
SELECT operator_id, at, version, kind, break_id, by FROM operator_changes
WHERE department_id = ? AND operator_id = ? AND at >= ? AND at <= ?
ORDER BY at DESC, version DESC, position DESC LIMIT ? OFFSET ?;

-- name: timeline_length
SELECT count(*) FROM operator_changes WHERE department_id = ? AND operator_id = ? AND at >= ? AND at <= ?;

-- name: personal_values
SELECT slot, value FROM personal
WHERE department_id = ? AND session_id = ? AND slot IN (SELECT value FROM json_each(?));

-- name: idempotent_answer
SELECT request, status, body, at FROM idempotency WHERE caller = ? AND key = ?;

-- name: dropped_blobs
SELECT key FROM dropped_blobs ORDER BY key;

-- name: department_ids
SELECT id FROM records WHERE kind = 'department' ORDER BY id;

-- name: latest_snapshot
SELECT department_id, version, format, state FROM snapshots WHERE department_id = ? ORDER BY version DESC LIMIT 1;

-- name: session_rows
SELECT id, company_id, department_id, version, status, channel, source, created, guest_joined, accepted, ended,
    waited, length, url, widget, stars, feedback_scale, ip_address, phone_callback_number, initial_message, browser,
    os, language, gdpr_version, guest_identity, guest_left, is_auto_accepted, had_concurrent_operators, termination,
    anonymised, document
FROM sessions WHERE department_id = ? AND id > ? ORDER BY id LIMIT ?;

-- name: operators_found
-- As the session list finds them: what repeats the session's own columns has to agree with them.
SELECT operator_id FROM session_operators WHERE session_id = ? AND company_id = ? AND created = ? ORDER BY position;

-- name: chatbots_found
SELECT chatbot_id FROM session_chatbots WHERE session_id = ? AND company_id = ? AND created = ? ORDER BY position;

-- name: tags_found
SELECT tag FROM session_tags WHERE session_id = ? AND company_id = ? AND created = ? ORDER BY position;

-- name: activity_rows
SELECT id, session_id, at, text, document FROM activities
WHERE department_id = ? AND (session_id, id) > (?, ?) ORDER BY session_id, id LIMIT ?;

-- name: timer_rows
SELECT department_id, key, due FROM timers WHERE department_id = ? ORDER BY key;

-- name: personal_rows
SELECT session_id, slot, value FROM personal
WHERE department_id = ? AND (session_id, slot) > (?, ?) ORDER BY session_id, slot LIMIT ?;

-- name: origin_rows
SELECT origin, key, session_id FROM origins
WHERE department_id = ? AND (origin, key) > (?, ?) ORDER BY origin, key LIMIT ?;

-- name: contact_rows
SELECT id, department_id, document FROM contacts WHERE department_id = ? AND id > ? ORDER BY id LIMIT ?;

-- name: snapshot_rows
SELECT department_id, version, format, state FROM snapshots WHERE department_id = ? ORDER BY version;

-- name: sequences
SELECT name, next FROM sequences;
