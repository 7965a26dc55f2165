"""The methods of `hovorna.client`, written out from the table of operations: one file per tag, in two manners."""

from functools import partial

from tools.generate.client.files import formatted, texts
from tools.generate.derived_file import DerivedFile


def derived_files() -> tuple[DerivedFile, ...]:
    return tuple(DerivedFile(path, partial(formatted, path, text)) for path, text in texts().items())
