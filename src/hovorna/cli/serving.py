"""`hovorna serve`: the API, and on wish a demo contact centre that lives in it."""

from typing import Annotated

from cyclopts import Parameter

from hovorna.bootstrap.server import ServeOptions
from hovorna.bootstrap.server import serve as run_server
from hovorna.bootstrap.settings import read_settings
from hovorna.cli.context import Context


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    demo: bool = False,
    context: Annotated[Context, Parameter(parse=False)],
) -> None:
    """Serve the API.

    Parameters
    ----------
    host
        Address to listen on.
    port
        Port to listen on; 0 takes a free one.
    demo
        Let simulated guests and operators live in a demo company, in real time.
    """

    def announce(line: str) -> None:
        print(line, flush=True)

    run_server(context.data, ServeOptions(host, port, demo), read_settings(), announce)
