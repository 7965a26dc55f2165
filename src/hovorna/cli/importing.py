"""`hovorna import`: what other systems recorded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from hovorna.bootstrap.importing import run_import
from hovorna.cli.context import Context, errors, fail, print_json

imports = App(name="import", help="Import what other systems recorded; the last line is one JSON object.")


@imports.command(name="bank-calls")
def bank_calls(file: Path, /, *, json: bool = False, context: Annotated[Context, Parameter(parse=False)]) -> None:
    """Import the call-by-call records of a bank's call centre; every row becomes a closed session.

    Parameters
    ----------
    file
        Tab-separated, with a header line.
    json
        The same: the last line is one JSON object in any case.
    """
    _run(context, "bank-calls", file)


@imports.command(name="queue-log")
def queue_log(file: Path, /, *, json: bool = False, context: Annotated[Context, Parameter(parse=False)]) -> None:
    """Import an Asterisk queue_log.

    Parameters
    ----------
    file
        The queue_log file.
    json
        The same: the last line is one JSON object in any case.
    """
    _run(context, "queue-log", file)


def _run(context: Context, kind: str, file: Path) -> None:
    try:
        with _progress(file.name) as report:
            result = run_import(context.data, kind, file, report)
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")
    print_json(result)
    if result.is_foreign:
        raise SystemExit(1)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere: (done, of all)."""
    console = errors()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(name, total=None)

        def report(done: int, of_all: int) -> None:
            bar.update(task, completed=done, total=of_all)

        yield report
