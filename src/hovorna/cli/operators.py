"""`hovorna operator create`: people who take sessions, until the administration can make them."""

from typing import Annotated

from cyclopts import App, Parameter

from hovorna.application.names import OperatorName
from hovorna.application.setup import ensure_routing, first_department, new_operator
from hovorna.bootstrap.embedded import open_embedded
from hovorna.cli.context import Context, print_json

operator = App(name="operator", help="Operators.")


@operator.command
def create(
    *,
    user_name: str,
    first_name: str = "",
    last_name: str = "",
    json: bool = False,
    context: Annotated[Context, Parameter(parse=False)],
) -> None:
    """Create an operator who belongs to every group of the department. The server must not be running.

    Parameters
    ----------
    user_name
        Unique in the company.
    json
        Print one JSON object on one line.
    """
    with open_embedded(context.data) as embedded:
        department = first_department(embedded.accounts)
        ensure_routing(embedded.accounts, embedded.engine.execute_now, department.id)
        name = OperatorName(user_name, first_name, last_name)
        user = new_operator(embedded.accounts, embedded.engine.execute_now, department, name)
    if json:
        print_json({"user_id": user.id})
        return
    print(f"user_id: {user.id}")
