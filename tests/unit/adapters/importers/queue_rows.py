"""A queue log, made up for tests: times are seconds after ten o'clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hovorna.adapters.importers.queue_log.lines import QueueRow, read_row
from hovorna.adapters.importers.queue_log.source import QueueLog
from hovorna.adapters.importers.text_lines import Line
from hovorna.application.source_records import (
    ForwardedOut,
    ForwardedTo,
    Routed,
    SourceItem,
    SourceSession,
    SourceStep,
    Withdrawn,
)
from hovorna.domain.switchboard.recording import DialResult, Ended

TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)
_TEN_EPOCH = int(TEN.timestamp())


def at(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def text_of(row: str) -> str:
    """`30 c1 Help RUT CONNECT 10 x 4` as a line of the log; `-` is nothing and NONE is nobody."""
    seconds, *fields = row.split()
    return "|".join([f"{_TEN_EPOCH + int(seconds)}", *("" if field == "-" else field for field in fields)])


def rows_of(*rows: str) -> list[QueueRow]:
    return [read_row(Line(number, text_of(row))) for number, row in enumerate(rows, start=1)]


def queue_log(folder: Path, *rows: str) -> Path:
    path = folder / "queue_log"
    path.write_text("".join(text_of(row) + "\n" for row in rows), encoding="utf-8")
    return path


def items_of(folder: Path, *rows: str) -> list[SourceItem]:
    return list(QueueLog().read(queue_log(folder, *rows)))


def sessions_of(folder: Path, *rows: str) -> list[SourceSession]:
    return [item for item in items_of(folder, *rows) if isinstance(item, SourceSession)]


def story(steps: tuple[SourceStep, ...] | list[SourceStep]) -> list[str]:
    """Each step as `30 Assigned RUT`, to be read at a glance."""
    return [" ".join([f"{(step.at - TEN).total_seconds():g}", type(step).__name__, *_details(step)]) for step in steps]


def _details(step: SourceStep) -> list[str]:
    if isinstance(step, Routed):
        return [step.group]
    if isinstance(step, Withdrawn):
        return [step.operator, step.cause.value]
    if isinstance(step, ForwardedTo):
        return [step.by, step.group]
    if isinstance(step, ForwardedOut):
        return [step.by, step.number or "?"]
    if isinstance(step, Ended):
        return [step.termination.value, step.guest_left.value]
    if isinstance(step, DialResult):
        return [step.state.value]
    operator = getattr(step, "operator", None)
    return [operator] if operator else []
