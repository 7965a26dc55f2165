"""Runs an import into the embedded store."""

from collections.abc import Callable
from pathlib import Path

from hovorna.adapters.importers import FORMATS
from hovorna.application.import_result import ImportResult
from hovorna.application.importing import Importer
from hovorna.application.recorder import EngineRecorder
from hovorna.application.setup import first_department
from hovorna.bootstrap.embedded import open_embedded
from hovorna.bootstrap.long_lived import keep_what_is_loaded

#: The words on the command line.
KINDS = tuple(FORMATS)


def run_import(data: Path, kind: str, file: Path, report: Callable[[int, int], None]) -> ImportResult:
    with open_embedded(data) as parts:
        department = first_department(parts.accounts)
        keep_what_is_loaded()
        recorder = EngineRecorder(parts.engine, parts.reader)
        return Importer(department, recorder, parts.accounts).run(FORMATS[kind], file, report)
