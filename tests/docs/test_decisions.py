"""Decision records are numbered without gaps, say whether they hold, and stand in their index."""

import re

from tests.docs.pages import REPOSITORY, Page, page, pages

FOLDER = "docs/decisions/"
PARTS = ("## Context", "## Decision", "## Instead of", "## Consequences")


def records() -> list[Page]:
    return [one for one in pages() if one.path.startswith(FOLDER) and not one.path.endswith("README.md")]


def test_numbers_have_no_gap_and_agree_with_titles() -> None:
    numbers = [one.path.removeprefix(FOLDER)[:4] for one in records()]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]
    assert [one.text[:7] for one in records()] == [f"# {number} " for number in numbers]


def test_the_index_names_every_record_by_its_title() -> None:
    rows = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", page(FOLDER + "README.md").text, re.MULTILINE)
    shown = [(FOLDER + file, f"# {number} {title}") for number, file, title in rows]
    assert shown == [(one.path, one.text.partition("\n")[0]) for one in records()]


def test_each_record_says_what_else_could_have_been() -> None:
    assert [(one.path, part) for one in records() for part in PARTS if f"\n{part}\n" not in one.text] == []
    assert [
        one.path for one in records() if not re.search(r"^(Accepted|Superseded by .+)\.$", one.text, re.MULTILINE)
    ] == []


def test_code_that_cites_a_record_cites_one_that_is_there() -> None:
    cited = set[str]()
    for path in (REPOSITORY / "src").rglob("*.py"):
        cited |= set(re.findall(r"decisions/(\d{4})", path.read_text(encoding="utf-8")))
    assert cited <= {one.path.removeprefix(FOLDER)[:4] for one in records()}
