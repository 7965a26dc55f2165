"""The page on the architecture lists what the code has: timers, layers, stored views."""

import re

from hovorna.domain.switchboard.deadlines import DEADLINES
from tests.architecture.layers import ALLOWED, ENTRY_POINTS
from tests.docs.pages import REPOSITORY, page

ARCHITECTURE = page("docs/architecture.md")


def test_every_timer_is_explained_and_no_other() -> None:
    table = ARCHITECTURE.text.partition("| key | what it waits for |")[2].partition("\n\n")[0]
    keys = [
        key for row in table.splitlines() for key in re.findall(r"`([a-z]+)`", row.split("|")[1] if "|" in row else "")
    ]
    assert sorted(keys) == sorted(DEADLINES)


def test_the_layers_are_those_that_are_checked() -> None:
    block = next(one.text for one in ARCHITECTURE.blocks if "the only writers" in one.text)
    shown = {line.split("  ")[0] for line in block.splitlines() if line}
    assert shown == ({*ALLOWED} - {*ENTRY_POINTS}) | {"entry points"}


def test_every_folder_that_the_page_names_is_there() -> None:
    rows = ARCHITECTURE.text.partition("## Where does it go?")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:domain|contract|application|adapters|api|tools)/[a-z_/]*(?:\.py)?)`", rows)
    assert named
    folders = (REPOSITORY / "src" / "hovorna", REPOSITORY)
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []
