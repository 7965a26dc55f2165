CREATE TABLE session_texts (
    company_id INTEGER NOT NULL,
    created INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    url TEXT,
    ip_address TEXT,
    phone_callback_number TEXT,
    initial_message TEXT,
    language TEXT,
    gdpr_version TEXT,
    PRIMARY KEY (company_id, created, session_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE conversations (
    company_id INTEGER NOT NULL,
    created INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (company_id, created, session_id)
) WITHOUT ROWID, STRICT;
