"""Every rule of the rules page stands beside a test that exists."""

import re

from tests.docs.pages import REPOSITORY

PAGE = REPOSITORY / "docs" / "concepts" / "rules.md"
_PROOF = re.compile(r"`(tests/[\w/]+\.py): ([^`]+)`")


def _rows() -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith(("| rule ", "| --- "))]


def test_every_rule_names_its_proof() -> None:
    rows = _rows()
    assert len(rows) > 40
    assert [row for row in rows if not _PROOF.search(row)] == []


def test_every_proof_is_there() -> None:
    missing = []
    for path, claim in _PROOF.findall(PAGE.read_text(encoding="utf-8")):
        file = REPOSITORY / path
        wanted = f"def {claim}(" if claim.startswith("test_") else claim
        if not file.is_file() or wanted not in file.read_text(encoding="utf-8"):
            missing.append(f"{path}: {claim}")
    assert missing == []
