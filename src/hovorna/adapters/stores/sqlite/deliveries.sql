-- What the deliveries of webhooks ask and write.

-- name: positions
SELECT webhook_id, department_id, version FROM webhook_positions;

-- name: position
SELECT version FROM webhook_positions WHERE webhook_id = ? AND department_id = ?;

-- name: put_position
INSERT INTO webhook_positions (webhook_id, department_id, version) VALUES (?, ?, ?)
ON CONFLICT (webhook_id, department_id) DO UPDATE SET version = excluded.version;

-- name: counter
SELECT last FROM webhook_counters WHERE webhook_id = ? AND entity = ?;

-- name: put_counter
INSERT INTO webhook_counters (webhook_id, entity, last) VALUES (?, ?, ?)
ON CONFLICT (webhook_id, entity) DO UPDATE SET last = excluded.last;

-- name: known_events
SELECT version, ordinal, number, settled, entity FROM webhook_deliveries
WHERE webhook_id = ? AND department_id = ? AND version BETWEEN ? AND ?;

-- name: has_pending
SELECT 1 FROM webhook_deliveries INDEXED BY webhook_deliveries_pending
WHERE webhook_id = ? AND entity = ? AND settled IS NULL LIMIT 1;

-- name: insert
INSERT INTO webhook_deliveries (webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, NULL, 0, NULL, NULL, NULL, NULL);

-- name: send_again
UPDATE webhook_deliveries SET settled = NULL, is_dead = 0, attempts = 0, due = NULL WHERE webhook_id = ? AND number = ?;

-- name: step_back
-- The replayed ones may come before the one whose turn it was.
UPDATE webhook_deliveries SET due = NULL
WHERE webhook_id = ? AND entity = ? AND settled IS NULL AND due IS NOT NULL;

-- name: let_next
UPDATE webhook_deliveries SET due = ? WHERE webhook_id = ? AND due IS NULL AND number = (
    SELECT number FROM webhook_deliveries INDEXED BY webhook_deliveries_pending
    WHERE webhook_id = ? AND entity = ? AND settled IS NULL ORDER BY number LIMIT 1
);

-- name: ready
SELECT webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error
FROM webhook_deliveries INDEXED BY webhook_deliveries_due WHERE webhook_id = ? AND due <= ? ORDER BY due LIMIT ?;

-- name: next_due
SELECT min(due) FROM webhook_deliveries INDEXED BY webhook_deliveries_due WHERE webhook_id = ? AND due > ?;

-- name: settle
UPDATE webhook_deliveries SET attempts = attempts + 1, due = NULL, settled = ?, is_dead = ?, attempted = ?,
    latency = ?, http_status = ?, error = ?
WHERE webhook_id = ? AND number = ?;

-- name: try_again
-- One that was replayed or begun anew meanwhile, and stands behind another now, stays there.
UPDATE webhook_deliveries SET attempts = attempts + 1, due = CASE WHEN due IS NULL THEN NULL ELSE ? END,
    attempted = ?, latency = ?, http_status = ?, error = ?
WHERE webhook_id = ? AND number = ? AND settled IS NULL;

-- name: put_failing
INSERT INTO webhook_states (webhook_id, failing_since) VALUES (?, ?)
ON CONFLICT (webhook_id) DO UPDATE SET failing_since = excluded.failing_since;

-- name: renew
UPDATE webhook_deliveries SET attempts = 0, due = :at
WHERE webhook_id = :webhook AND due IS NOT NULL;

-- name: pending
SELECT webhook_id, count(*), min(planned) FROM webhook_deliveries INDEXED BY webhook_deliveries_pending
WHERE settled IS NULL GROUP BY webhook_id;

-- name: states
SELECT webhook_id, failing_since FROM webhook_states WHERE failing_since IS NOT NULL;

-- name: listed
SELECT webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error
FROM webhook_deliveries WHERE webhook_id = ? ORDER BY number DESC LIMIT ? OFFSET ?;

-- name: listed_pending
SELECT webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error
FROM webhook_deliveries INDEXED BY webhook_deliveries_pending
WHERE webhook_id = ? AND settled IS NULL ORDER BY number DESC LIMIT ? OFFSET ?;

-- name: listed_delivered
SELECT webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error
FROM webhook_deliveries WHERE webhook_id = ? AND settled IS NOT NULL AND is_dead = 0
ORDER BY number DESC LIMIT ? OFFSET ?;

-- name: listed_dead
SELECT webhook_id, number, department_id, version, ordinal, type, entity, session_id, sequence,
    planned, attempts, due, settled, is_dead, attempted, latency, http_status, error
FROM webhook_deliveries INDEXED BY webhook_deliveries_dead
WHERE webhook_id = ? AND is_dead = 1 ORDER BY number DESC LIMIT ? OFFSET ?;

-- name: known_webhooks
SELECT webhook_id FROM webhook_positions UNION SELECT webhook_id FROM webhook_states;

-- name: forget_deliveries
DELETE FROM webhook_deliveries WHERE webhook_id = :webhook AND number IN (
    SELECT number FROM webhook_deliveries WHERE webhook_id = :webhook LIMIT :limit
);

-- name: forget_counters
DELETE FROM webhook_counters WHERE webhook_id = :webhook AND entity IN (
    SELECT entity FROM webhook_counters WHERE webhook_id = :webhook LIMIT :limit
);

-- name: forget_positions
DELETE FROM webhook_positions WHERE webhook_id = :webhook;

-- name: forget_state
DELETE FROM webhook_states WHERE webhook_id = :webhook;

-- name: purge
DELETE FROM webhook_deliveries WHERE (webhook_id, number) IN (
    SELECT webhook_id, number FROM webhook_deliveries INDEXED BY webhook_deliveries_by_end
    WHERE is_dead = ? AND settled < ? AND settled IS NOT NULL LIMIT ?
);
