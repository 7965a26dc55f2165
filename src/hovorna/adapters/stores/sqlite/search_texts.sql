-- The folded copies that the session list searches for words.

-- name: delete_texts
DELETE FROM session_texts WHERE company_id = ? AND created = ? AND session_id = ?;

-- name: insert_texts
INSERT INTO session_texts (
    company_id, created, session_id, url, ip_address, phone_callback_number, initial_message, language, gdpr_version
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: texts
SELECT url, ip_address, phone_callback_number, initial_message, language, gdpr_version FROM session_texts
WHERE company_id = ? AND created = ? AND session_id = ?;

-- name: said
SELECT text FROM activities WHERE department_id = ? AND session_id = ? AND text IS NOT NULL ORDER BY id;

-- name: delete_conversation
DELETE FROM conversations WHERE company_id = ? AND created = ? AND session_id = ?;

-- name: insert_conversation
INSERT INTO conversations (company_id, created, session_id, text) VALUES (?, ?, ?, ?);

-- name: conversation
SELECT text FROM conversations WHERE company_id = ? AND created = ? AND session_id = ?;
