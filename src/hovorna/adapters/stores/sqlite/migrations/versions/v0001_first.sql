-- The first schema.

CREATE TABLE facts (
    department_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    since INTEGER,
    claimed INTEGER,
    is_decided INTEGER NOT NULL,
    type TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (department_id, version)
) WITHOUT ROWID, STRICT;

CREATE INDEX facts_of_session ON facts (department_id, session_id, version);

CREATE TABLE sessions (
    id INTEGER NOT NULL,
    company_id INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    created INTEGER NOT NULL,
    guest_joined INTEGER,
    accepted INTEGER,
    ended INTEGER,
    waited INTEGER,
    length INTEGER,
    url TEXT,
    widget TEXT,
    stars INTEGER,
    feedback_scale TEXT,
    ip_address TEXT,
    phone_callback_number TEXT,
    initial_message TEXT,
    browser TEXT NOT NULL,
    os TEXT NOT NULL,
    language TEXT,
    gdpr_version TEXT,
    guest_identity TEXT,
    guest_left TEXT NOT NULL,
    is_auto_accepted INTEGER NOT NULL,
    had_concurrent_operators INTEGER NOT NULL,
    termination TEXT,
    anonymised INTEGER,
    document BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX sessions_by_status ON sessions (company_id, status, created);

CREATE INDEX sessions_by_anonymised ON sessions (company_id, anonymised, created);

CREATE INDEX sessions_by_channel ON sessions (company_id, channel, created);

CREATE INDEX sessions_by_feedback_scale ON sessions (company_id, feedback_scale, created);

CREATE INDEX sessions_by_guest_identity ON sessions (company_id, guest_identity, created);

CREATE INDEX sessions_by_widget ON sessions (company_id, widget, created);

CREATE INDEX sessions_by_language ON sessions (company_id, language, created);

CREATE INDEX sessions_by_source ON sessions (company_id, source, created);

CREATE INDEX sessions_by_initial_message ON sessions (company_id, initial_message, created);

CREATE INDEX sessions_by_had_concurrent_operators ON sessions (company_id, had_concurrent_operators, created);

CREATE INDEX sessions_by_guest_joined ON sessions (company_id, guest_joined, created);

CREATE INDEX sessions_by_url ON sessions (company_id, url, created);

CREATE INDEX sessions_by_os ON sessions (company_id, os, created);

CREATE INDEX sessions_by_accepted ON sessions (company_id, accepted, created);

CREATE INDEX sessions_by_ip_address ON sessions (company_id, ip_address, created);

CREATE INDEX sessions_by_guest_left ON sessions (company_id, guest_left, created);

CREATE INDEX sessions_by_ended ON sessions (company_id, ended, created);

CREATE INDEX sessions_by_browser ON sessions (company_id, browser, created);

CREATE INDEX sessions_by_termination ON sessions (company_id, termination, created);

CREATE INDEX sessions_by_stars ON sessions (company_id, stars, created);

CREATE INDEX sessions_by_gdpr_version ON sessions (company_id, gdpr_version, created);

CREATE INDEX sessions_by_created ON sessions (company_id, created);

CREATE INDEX sessions_by_waited ON sessions (company_id, waited, created);

CREATE INDEX sessions_by_phone_callback_number ON sessions (company_id, phone_callback_number, created);

CREATE INDEX sessions_by_department_id ON sessions (company_id, department_id, created);

CREATE INDEX sessions_by_is_auto_accepted ON sessions (company_id, is_auto_accepted, created);

CREATE INDEX sessions_by_length ON sessions (company_id, length, created);

CREATE TABLE session_operators (
    company_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    created INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (company_id, operator_id, created, session_id, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX session_operators_of_session ON session_operators (session_id, position);

CREATE TABLE session_chatbots (
    company_id INTEGER NOT NULL,
    chatbot_id INTEGER NOT NULL,
    created INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (company_id, chatbot_id, created, session_id, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX session_chatbots_of_session ON session_chatbots (session_id, position);

CREATE TABLE session_tags (
    company_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    created INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (company_id, tag, created, session_id, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX session_tags_of_session ON session_tags (session_id, position);

CREATE TABLE activities (
    department_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    text TEXT,
    document BLOB NOT NULL,
    PRIMARY KEY (department_id, session_id, id)
) WITHOUT ROWID, STRICT;

CREATE TABLE personal (
    department_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    slot TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (department_id, session_id, slot)
) WITHOUT ROWID, STRICT;

CREATE TABLE timers (
    department_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (department_id, "key")
) WITHOUT ROWID, STRICT;

CREATE INDEX timers_by_due ON timers (due);

CREATE TABLE operator_changes (
    department_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    break_id INTEGER,
    "by" INTEGER,
    PRIMARY KEY (department_id, operator_id, at, version, position)
) WITHOUT ROWID, STRICT;

CREATE TABLE origins (
    department_id INTEGER NOT NULL,
    origin TEXT NOT NULL,
    "key" TEXT NOT NULL,
    session_id INTEGER NOT NULL,
    PRIMARY KEY (department_id, origin, "key")
) WITHOUT ROWID, STRICT;

CREATE TABLE idempotency (
    caller TEXT NOT NULL,
    "key" TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (caller, "key")
) WITHOUT ROWID, STRICT;

CREATE INDEX idempotency_by_at ON idempotency (at);

CREATE TABLE dropped_blobs (
    "key" TEXT NOT NULL,
    PRIMARY KEY ("key")
) WITHOUT ROWID, STRICT;

CREATE TABLE snapshots (
    department_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    format INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (department_id, version)
) STRICT;

CREATE TABLE sequences (
    name TEXT NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

CREATE TABLE companies (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;

CREATE TABLE signing_keys (
    id TEXT NOT NULL,
    secret BLOB NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;

CREATE TABLE departments (
    id INTEGER NOT NULL,
    company_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(company_id) REFERENCES companies (id)
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_departments_company_id ON departments (company_id);

CREATE TABLE users (
    id INTEGER NOT NULL,
    company_id INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(company_id) REFERENCES companies (id)
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_users_company_id ON users (company_id);

CREATE TABLE clients (
    id TEXT NOT NULL,
    company_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL,
    rights TEXT NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(company_id) REFERENCES companies (id)
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_clients_company_id ON clients (company_id);

CREATE TABLE user_departments (
    user_id INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, department_id),
    FOREIGN KEY(user_id) REFERENCES users (id),
    FOREIGN KEY(department_id) REFERENCES departments (id)
) WITHOUT ROWID, STRICT;
