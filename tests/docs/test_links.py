"""Every link leads somewhere, and every page can be reached from the README."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from tests.docs.pages import REPOSITORY, Page, anchor, pages


def target_of(page: Page, link: str) -> tuple[Path, str]:
    """The file that a relative link means, and the anchor in it."""
    path, _, fragment = link.partition("#")
    whole = REPOSITORY / PurePosixPath(page.path).parent / unquote(path) if path else REPOSITORY / page.path
    return whole.resolve(), fragment


def broken(page: Page, anchors: dict[str, set[str]]) -> list[str]:
    found = []
    for link in page.links():
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        target, fragment = target_of(page, link)
        if not target.is_relative_to(REPOSITORY) or not target.exists():
            found.append(f"{page.path}: {link} leads nowhere")
        elif fragment and fragment not in anchors.get(target.relative_to(REPOSITORY).as_posix(), set()):
            found.append(f"{page.path}: {link} names no heading")
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)
def test_every_link_leads_somewhere(page: Page) -> None:
    anchors = {one.path: one.anchors for one in pages()}
    assert broken(page, anchors) == []


def test_a_broken_link_and_a_missing_heading_are_reported() -> None:
    text = "[a](nowhere.md) [b](#no-such-heading) ![c](../README.md)\n## Here\n[d](#here)"
    page = Page("docs/glossary.md", text)
    found = broken(page, {page.path: page.anchors})
    assert [line.split(": ")[1].split()[0] for line in found] == ["nowhere.md", "#no-such-heading"]


def test_links_inside_code_are_no_links() -> None:
    assert list(Page("x.md", "`[a](b.md)`\n```sh\n[c](d.md)\n```\n[e](f.md)").links()) == ["f.md"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("One session, told", "one-session-told"), ("`since`: decided later", "since-decided-later")],
)
def test_anchors_are_made_as_viewers_make_them(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


def test_every_page_can_be_reached_from_the_readme() -> None:
    by_path = {page.path: page for page in pages()}
    seen, waiting = set[str](), ["README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or path not in by_path:
            continue
        seen.add(path)
        targets = (target_of(by_path[path], link)[0] for link in by_path[path].links() if "://" not in link)
        waiting += [one.relative_to(REPOSITORY).as_posix() for one in targets if one.is_relative_to(REPOSITORY)]
    assert sorted(set(by_path) - seen) == []
