"""Reads the command line: `--data` before the subcommand, then the subcommand with its own options."""

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Parameter

from hovorna import __version__
from hovorna.application.ports import StoreLocked, StoreUnavailable
from hovorna.bootstrap.settings import DEFAULT_DATA, BadSetting
from hovorna.cli.context import Context, fail

app = App(
    name="hovorna",
    version=__version__,
    help="An open contact-centre session engine: what happened, and how long each state lasted.",
)

#: Loaded when they are asked for: what one command needs must not slow down the others.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("serve", "hovorna.cli.serving:serve", "Serve the API; with --demo, a contact centre that lives in it."),
    ("client", "hovorna.cli.clients:client", "API clients."),
    ("user", "hovorna.cli.users:user", "People and their passwords."),
    ("operator", "hovorna.cli.operators:operator", "Operators."),
    ("import", "hovorna.cli.importing:imports", "Import what other systems recorded."),
    (
        "check",
        "hovorna.cli.checking:check",
        "Verify the laws and every stored view; exit 1 on any violation.",
    ),
    ("session", "hovorna.cli.sessions:session", "Tell a session: states to scale, routing, durations with both ends."),
    ("simulate", "hovorna.cli.simulating:simulate", "Run days of a contact centre on a virtual clock."),
)

for name, place, purpose in COMMANDS:
    app.command(place, name=name, help=purpose)

DataFolder = Annotated[
    Path,
    Parameter(name="--data", env_var="HOVORNA_DATA", help="The folder of the embedded store; before the subcommand."),
]
Words = Annotated[str, Parameter(show=False, allow_leading_hyphen=True)]


@app.meta.default
def launch(*words: Words, data: DataFolder = DEFAULT_DATA) -> Any:  # Any: whatever the command returns
    command, bound, ignored = app.parse_args(words, exit_on_error=False, print_error=False)
    extra = {"context": Context(data)} if "context" in ignored else {}
    return command(*bound.args, **bound.kwargs, **extra)


def main() -> None:
    try:
        app.meta(exit_on_error=False, print_error=False)
    except CycloptsError as error:
        fail(str(error), 2)
    except (StoreLocked, StoreUnavailable, BadSetting) as error:
        fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
