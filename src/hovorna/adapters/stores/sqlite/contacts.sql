-- The directory of contacts. Parameters stand in the order in which contacts.py has them.

-- name: contact
SELECT document FROM contacts WHERE department_id = ? AND id = ?;

-- name: department_of_contact
SELECT department_id FROM contacts WHERE id = ?;

-- name: contacts_having
SELECT contact_id FROM contact_values WHERE department_id = ? AND field = ? AND value = ? ORDER BY contact_id LIMIT ?;

-- name: sessions_of_contact
SELECT session_id FROM contact_sessions INDEXED BY contact_sessions_of_contact
WHERE department_id = ? AND contact_id = ? ORDER BY session_id;

-- name: contact_of_session
SELECT contact_id FROM contact_sessions WHERE department_id = ? AND session_id = ?;

-- name: all_by_id
SELECT id, department_id, document FROM contacts WHERE department_id = ? ORDER BY id LIMIT ? OFFSET ?;

-- name: found_by_id
SELECT c.id, c.department_id, c.document FROM contact_values AS v
CROSS JOIN contacts AS c ON c.department_id = v.department_id AND c.id = v.contact_id
WHERE v.department_id = ? AND v.field = ? AND v.value = ? ORDER BY v.contact_id LIMIT ? OFFSET ?;

-- name: put_contact
INSERT INTO contacts (department_id, id, document) VALUES (?, ?, ?)
ON CONFLICT (department_id, id) DO UPDATE SET document = excluded.document;

-- name: delete_contact
DELETE FROM contacts WHERE department_id = ? AND id = ?;

-- name: delete_values
DELETE FROM contact_values WHERE department_id = ? AND contact_id = ?;

-- name: put_value
INSERT OR IGNORE INTO contact_values (department_id, field, value, contact_id) VALUES (?, ?, ?, ?);

-- name: delete_links
DELETE FROM contact_sessions WHERE department_id = ? AND contact_id = ?;

-- name: put_link
INSERT INTO contact_sessions (department_id, session_id, contact_id) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET contact_id = excluded.contact_id;

-- name: delete_link
DELETE FROM contact_sessions WHERE department_id = ? AND session_id = ?;
