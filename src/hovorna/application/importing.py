"""Records what happened elsewhere: reads a source, gives its names ids, and appends whole sessions in batches."""

from collections.abc import Callable
from pathlib import Path

from hovorna.application.accounts import Accounts, Department
from hovorna.application.import_batches import Batches, Recorder
from hovorna.application.import_result import ImportResult
from hovorna.application.source_records import (
    ForeignFile,
    RefusedLine,
    Remark,
    SourceFormat,
    SourceItem,
    SourcePresence,
    SourceSession,
)

#: Told after a batch and at the end: rows done, rows in the file.
Progress = Callable[[int, int], None]


class Importer:
    """Imports into one department, one file after the other."""

    def __init__(self, department: Department, recorder: Recorder, accounts: Accounts) -> None:
        self._department, self._recorder, self._accounts = department, recorder, accounts

    def run(self, source: SourceFormat, path: Path, on_progress: Progress | None = None) -> ImportResult:
        """A file of another kind is one refusal of its first line, and nothing is imported. What was committed before
        a failure stays; importing again goes on from there."""
        batches = Batches(self._department, self._recorder, self._accounts, source.name)
        run = _Run(batches)
        total = source.count_rows(path)
        try:
            for item in source.read(path):
                run.take(item)
                if batches.is_full:
                    run.flush()
                    _tell(on_progress, run.result.rows, total)
        except ForeignFile as foreign:
            run.result.refused.append(RefusedLine(foreign.line, foreign.reason))
        run.flush()
        _tell(on_progress, run.result.rows, total)
        return run.result


def _tell(on_progress: Progress | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(done, total)


class _Run:
    """Counts what one file brings; every row is counted once."""

    def __init__(self, batches: Batches) -> None:
        self.result = ImportResult()
        self._batches = batches

    def take(self, item: SourceItem) -> None:
        result = self.result
        if isinstance(item, SourceSession):
            result.rows += len(item.lines)
            self._take_session(item)
            return
        if isinstance(item, Remark):
            result.rows += len(item.lines)
            _add(result.reported, item.name, item.count)
            return
        result.rows += 1
        if isinstance(item, SourcePresence):
            result.already += 0 if self._batches.add_presence(item) else 1
        elif isinstance(item, RefusedLine):
            result.refused.append(item)
        else:
            _add(result.not_used, item.event, 1)

    def _take_session(self, session: SourceSession) -> None:
        result = self.result
        if self._batches.is_known(session):
            result.already += len(session.lines)
            if self._batches.has_changed(session):
                _add(result.reported, "changed_since_import", 1)
            return
        for reason in session.mended:
            _add(result.mended, reason, 1)
        self._batches.add_session(session)

    def flush(self) -> None:
        sessions, facts = self._batches.flush()
        self.result.sessions += sessions
        self.result.facts += facts


def _add(counts: dict[str, int], name: str, count: int) -> None:
    counts[name] = counts.get(name, 0) + count
