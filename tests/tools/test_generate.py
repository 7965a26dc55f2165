"""What is derived from the code is fresh, and a stale file is noticed."""

from pathlib import Path

import pytest

from hovorna.domain.session.transitions import LEGAL_MOVES
from hovorna.domain.vocabulary import SessionStatus
from tools.generate import DERIVED_FILES, state_machine
from tools.generate.derived_file import DerivedFile


@pytest.mark.parametrize("file", DERIVED_FILES, ids=lambda file: file.path)
def test_every_derived_file_is_fresh(file: DerivedFile) -> None:
    assert file.is_fresh(), f"{file.path} is stale: run `make generate`"


def test_a_missing_or_changed_file_is_stale_until_it_is_written(tmp_path: Path) -> None:
    file = DerivedFile("docs/page.md", lambda: "as it has to be\n")
    assert not file.is_fresh(tmp_path)
    file.write(tmp_path)
    assert file.is_fresh(tmp_path)
    (tmp_path / "docs/page.md").write_text("changed by hand\n", encoding="utf-8")
    assert not file.is_fresh(tmp_path)


def test_the_drawing_shows_every_legal_move_and_no_other() -> None:
    lines = state_machine.page().splitlines()
    drawn = {tuple(line.split(":")[0].split(" --> ")) for line in map(str.strip, lines) if " --> " in line}
    moves = {(state.value, target.value) for state, targets in LEGAL_MOVES.items() for target in targets}
    ends = {(state.value, "[*]") for state in SessionStatus if state.is_final}
    assert drawn == moves | ends | {("[*]", "CREATED")}
