"""`hovorna client create`: API clients."""

from dataclasses import dataclass, field
from typing import Annotated

from cyclopts import App, Parameter

from hovorna.application.accounts import Accounts
from hovorna.application.logins.redirects import why_unfit
from hovorna.application.roles import OF_A_CLIENT, Right
from hovorna.application.setup import Program, first_department, new_client, new_program
from hovorna.bootstrap.embedded import open_accounts
from hovorna.cli.context import Context, fail, print_json

client = App(name="client", help="API clients.")


@dataclass(frozen=True, kw_only=True)
class Back:
    """Of a client that people log in with. It has no rights of its own.

    Parameters
    ----------
    redirect
        Where people who log in with it are sent back to; may be given more than once. On 127.0.0.1 any port will do.
    public
        It has no secret, because it runs in a browser or on people's own machines.
    """

    redirect: list[str] = field(default_factory=list)
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class May:
    """What it may do, and where.

    Parameters
    ----------
    right
        It has this right only; may be given more than once.
    host
        It may make companies and see all of them besides.
    company
        Its company; the first one unless named.
    """

    right: list[Right] = field(default_factory=list)
    host: bool = False
    company: int | None = None

    @property
    def rights(self) -> frozenset[Right]:
        return (frozenset(self.right) or OF_A_CLIENT) | (frozenset({Right.HOST}) if self.host else frozenset())


@client.command
def create(
    *,
    name: str,
    back: Annotated[Back | None, Parameter(name="*")] = None,
    may: Annotated[May | None, Parameter(name="*")] = None,
    json: bool = False,
    context: Annotated[Context, Parameter(parse=False)],
) -> None:
    """Create an API client with every right in its company, or one that people log in with.

    Its secret is shown this once.

    Parameters
    ----------
    name
        What the client is called in lists, and on the login page.
    json
        Print one JSON object on one line.
    """
    back, may = back or Back(), may or May()
    _require_usable(back, may)
    with open_accounts(context.data) as (accounts, clock):
        company_id = _company(accounts, may.company)
        if back.redirect:
            program = Program(name, tuple(back.redirect), back.public)
            client_id, secret = new_program(accounts, company_id, program, clock.now())
        else:
            client_id, secret = new_client(accounts, company_id, name, clock.now(), may.rights)
    if json:
        print_json({"client_id": client_id, "client_secret": secret})
        return
    print(f"client_id: {client_id}" if secret is None else f"client_id: {client_id}\nclient_secret: {secret}")


def _company(accounts: Accounts, named: int | None) -> int:
    first = first_department(accounts).company_id
    if named is not None and accounts.company(named) is None:
        fail(f"There is no company {named}.", 2)
    return first if named is None else named


def _require_usable(back: Back, may: May) -> None:
    for address in back.redirect:
        why = why_unfit(address)
        if why is not None:
            fail(f"{address} can't be returned to. {why}", 2)
    if back.public and not back.redirect:
        fail("A public client is for people to log in with: name its --redirect.", 2)
    if back.redirect and (may.right or may.host):
        fail("A client that people log in with has the rights of those people: --right and --host are not for it.", 2)
    if Right.ANSWER in may.right:
        fail("Only people answer: --right answer is not for a client. With operate it acts for any operator.", 2)
