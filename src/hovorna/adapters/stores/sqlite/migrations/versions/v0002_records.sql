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
