CREATE TABLE records (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    company_id INTEGER NOT NULL,
    "key" TEXT,
    document BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID, STRICT;

CREATE UNIQUE INDEX records_by_key ON records (kind, "key");

CREATE INDEX records_of_company ON records (kind, company_id);

CREATE TABLE webhook_positions (
    webhook_id INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, department_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE webhook_counters (
    webhook_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, entity)
) WITHOUT ROWID, STRICT;

CREATE TABLE webhook_states (
    webhook_id INTEGER NOT NULL,
    failing_since INTEGER,
    claimed_until INTEGER,
    PRIMARY KEY (webhook_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE webhook_deliveries (
    webhook_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    type TEXT NOT NULL,
    entity TEXT NOT NULL,
    session_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER,
    settled INTEGER,
    is_dead INTEGER NOT NULL,
    attempted INTEGER,
    latency INTEGER,
    http_status INTEGER,
    error TEXT,
    PRIMARY KEY (webhook_id, number)
) WITHOUT ROWID, STRICT;

CREATE UNIQUE INDEX webhook_deliveries_by_event ON webhook_deliveries (webhook_id, department_id, version, ordinal);

CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, entity, number) WHERE settled IS NULL;

CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook_id, number) WHERE is_dead = 1;

CREATE INDEX webhook_deliveries_by_end ON webhook_deliveries (is_dead, settled) WHERE settled IS NOT NULL;

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due) WHERE due IS NOT NULL;

CREATE TABLE contacts (
    department_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (department_id, id)
) WITHOUT ROWID, STRICT;

CREATE UNIQUE INDEX contacts_by_id ON contacts (id);

CREATE TABLE contact_values (
    department_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (department_id, field, value, contact_id)
) WITHOUT ROWID, STRICT;

CREATE INDEX contact_values_of_contact ON contact_values (department_id, contact_id);

CREATE TABLE contact_sessions (
    department_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (department_id, session_id)
) WITHOUT ROWID, STRICT;

CREATE INDEX contact_sessions_of_contact ON contact_sessions (department_id, contact_id, session_id);
