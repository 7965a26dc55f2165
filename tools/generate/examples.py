"""Examples as pages: a script with cells, told as a guide."""

import re
from collections.abc import Callable
from pathlib import Path

from tools.generate.derived_file import REPOSITORY
from tools.generate.markdown import NOTICE

_CELL = re.compile(r"^# %%(.*)$", re.MULTILINE)
_MARKDOWN = "[markdown]"


def page(path: str) -> Callable[[], str]:
    return lambda: _page(REPOSITORY / path)


def _page(path: Path) -> str:
    _, *parts = _CELL.split(path.read_text(encoding="utf-8"))
    cells = [_cell(kind.strip(), text.strip("\n")) for kind, text in zip(parts[::2], parts[1::2], strict=True)]
    first, *others = cells
    # The notice below the heading, as on every page.
    heading, _, rest = first.partition("\n\n")
    return "\n\n".join([heading, NOTICE.strip(), rest, *others]) + "\n"


def _cell(kind: str, text: str) -> str:
    if kind == _MARKDOWN:
        return "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
    return f"```python\n{text}\n```"
