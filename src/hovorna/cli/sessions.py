"""`hovorna session ID`: a session told in the terminal."""

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from hovorna.bootstrap.telling import tell_session
from hovorna.cli.context import Context, fail, print_json
from hovorna.cli.timeline import timeline


def session(session_id: int, /, *, json: bool = False, context: Annotated[Context, Parameter(parse=False)]) -> None:
    """Tell a session: its states drawn to scale, its routing under them, its durations with their two ends.

    Parameters
    ----------
    session_id
        The session's id.
    json
        Print one JSON object on one line.
    """
    told = tell_session(context.data, session_id)
    if told is None:
        fail(f"There is no session {session_id}.")
    if json:
        print_json(told)
        return
    Console().print(timeline(told.durations, told.routing_history))
