"""Everything in this repository that is derived from the code, each file with what makes its text.

`python -m tools.generate` writes the files, with `--check` it compares; a test proves every entry fresh.
A new derived file is one more entry here.
"""

from tools.generate import (
    api_reference,
    client,
    configuration,
    errors,
    examples,
    limits,
    one_session,
    settings,
    state_machine,
    webhook_events,
    widgets,
)
from tools.generate.derived_file import DerivedFile

DERIVED_FILES: tuple[DerivedFile, ...] = (
    DerivedFile("docs/concepts/state-machine.md", state_machine.page),
    DerivedFile("docs/concepts/one-session.md", one_session.page),
    DerivedFile("docs/concepts/one-session.svg", one_session.picture),
    DerivedFile("docs/errors.md", errors.page),
    DerivedFile("docs/api.md", api_reference.page),
    DerivedFile("docs/configuration.md", configuration.page),
    DerivedFile("docs/limits.md", limits.page),
    DerivedFile("docs/settings.md", settings.page),
    DerivedFile("docs/webhook-events.md", webhook_events.page),
    DerivedFile("docs/widgets.md", widgets.page),
    DerivedFile("docs/time-in-each-state.md", examples.page("docs/examples/time_in_each_state.py")),
    *client.derived_files(),
)
