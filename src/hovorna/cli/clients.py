"""`hovorna client create`: API clients."""

from typing import Annotated

from cyclopts import App, Parameter

from hovorna.application.setup import first_department, new_client
from hovorna.bootstrap.embedded import open_accounts
from hovorna.cli.context import Context, print_json

client = App(name="client", help="API clients.")


@client.command
def create(
    *,
    name: str,
    json: bool = False,
    context: Annotated[Context, Parameter(parse=False)],
) -> None:
    """Create an API client with every right; its secret is shown this once.

    Parameters
    ----------
    name
        What the client is called in lists.
    json
        Print one JSON object on one line.
    """
    with open_accounts(context.data) as (accounts, clock):
        department = first_department(accounts)
        client_id, secret = new_client(accounts, department.company_id, name, clock.now())
    if json:
        print_json({"client_id": client_id, "client_secret": secret})
        return
    print(f"client_id: {client_id}\nclient_secret: {secret}")
