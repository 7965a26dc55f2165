"""Everything in this repository that is derived from the code, each file with what makes its text.

`python -m tools.generate` writes the files, with `--check` it compares; a test proves every entry fresh.
A new derived file is one more entry here.
"""

from tools.generate import state_machine
from tools.generate.derived_file import DerivedFile

DERIVED_FILES: tuple[DerivedFile, ...] = (DerivedFile("docs/concepts/state-machine.md", state_machine.page),)
