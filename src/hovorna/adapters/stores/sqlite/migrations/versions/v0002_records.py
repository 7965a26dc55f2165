"""Companies, people and clients become documents of the register, which has room for what else is administered."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_OLD = ("user_departments", "clients", "users", "departments", "companies", "signing_keys")


def upgrade() -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    for number, (kind, company_id, key, document) in _documents():
        op.get_bind().execute(
            sa.text("INSERT INTO records VALUES (:kind, :id, :company_id, :key, :document)"),
            {
                "kind": kind,
                "id": number,
                "company_id": company_id,
                "key": key,
                "document": json.dumps(document, ensure_ascii=False).encode(),
            },
        )
    for table in _OLD:
        op.execute(f"DROP TABLE {table}")


#: Any: rows, and JSON.
Documents = list[tuple[int, tuple[str, int, str | None, dict[str, Any]]]]


def _rows(query: str) -> list[Any]:
    return list(op.get_bind().execute(sa.text(query)))


def _documents() -> Documents:
    found: Documents = []
    for number, name in _rows("SELECT id, name FROM companies"):
        found.append((number, ("company", 0, None, {"id": number, "name": name, "guid": str(uuid.uuid4())})))
    for number, company, name in _rows("SELECT id, company_id, name FROM departments"):
        document = {"id": number, "company_id": company, "name": name}
        found.append((number, ("department", company, None, document)))
    return [*found, *_people(), *_clients(), *_keys()]


def _people() -> Documents:
    found: Documents = []
    departments: dict[int, dict[str, list[str]]] = {}
    for number, department in _rows("SELECT user_id, department_id FROM user_departments"):
        departments.setdefault(number, {})[str(department)] = ["Operator"]
    taken: set[str] = set()
    columns = "id, company_id, user_name, first_name, last_name"
    for number, company, name, first, last in _rows(f"SELECT {columns} FROM users ORDER BY id"):  # noqa: S608
        word = name.strip().casefold()
        key = f"{company}:{word}" if word else None
        # Names were not unique; the eldest keeps it.
        key = None if key in taken else key
        taken.add(key or "")
        document = {
            "id": number,
            "company_id": company,
            "user_name": name,
            "first_name": first,
            "last_name": last,
            "departments": departments.get(number, {}),
        }
        found.append((number, ("user", company, key, document)))
    return found


def _clients() -> Documents:
    found: Documents = []
    rows = _rows("SELECT id, company_id, name, secret_sha256, rights, created FROM clients ORDER BY created, id")
    for number, (name, company, title, secret, rights, created) in enumerate(rows, start=1):
        document = {
            "id": name,
            "company_id": company,
            "name": title,
            "secret_sha256": secret,
            "rights": rights.split(),
            "created": _instant(created),
        }
        found.append((number, ("client", company, name, document)))
    _begin_after("client", len(rows))
    return found


def _keys() -> Documents:
    found: Documents = []
    rows = _rows("SELECT id, secret, created FROM signing_keys ORDER BY created, id")
    for number, (name, secret, created) in enumerate(rows, start=1):
        document = {"id": name, "secret": base64.b64encode(secret).decode(), "created": _instant(created)}
        found.append((number, ("signing_key", 0, name, document)))
    _begin_after("signing_key", len(rows))
    return found


def _begin_after(kind: str, last: int) -> None:
    if last:
        op.get_bind().execute(sa.text("INSERT INTO sequences VALUES (:kind, :next)"), {"kind": kind, "next": last + 1})


def _instant(microseconds: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).isoformat()
