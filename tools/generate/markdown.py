"""Small pieces of Markdown that the generated pages share."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by `make generate` from the code; a test proves it fresh. Change the code, not this file. -->\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(cell: object) -> str:
    return str(cell).replace("|", "\\|").replace("\n", " ")
