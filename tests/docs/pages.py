"""The pages of the docs, and what stands in them: headings, links, blocks of code."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^(`{3,})(\w*)[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]+`")


class Block(NamedTuple):
    language: str
    text: str
    #: Of its first line in the page.
    line: int


class Page(NamedTuple):
    #: Inside the repository, with forward slashes.
    path: str
    text: str

    @property
    def blocks(self) -> list[Block]:
        return [
            Block(found[2], found[3], self.text.count("\n", 0, found.start(3)) + 1)
            for found in _FENCE.finditer(self.text)
        ]

    @property
    def prose(self) -> str:
        return _FENCE.sub("", self.text)

    @property
    def anchors(self) -> set[str]:
        return {anchor(heading) for heading in _HEADING.findall(self.prose)}

    def links(self) -> Iterator[str]:
        """Targets of links and pictures, as they are written."""
        for found in _LINK.finditer(_CODE.sub("", self.prose)):
            yield found[1]


def anchor(heading: str) -> str:
    """As the usual viewers make it: lower case, words joined by hyphens, without punctuation."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


@cache
def pages() -> tuple[Page, ...]:
    paths = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    return tuple(Page(path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def page(path: str) -> Page:
    return next(one for one in pages() if one.path == path)
