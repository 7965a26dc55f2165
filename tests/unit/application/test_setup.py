"""First things: what an empty store gets, what a second start leaves alone, and what is kept of a secret."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.application.accounts import Accounts, Department
from hovorna.application.jobs import Job, Outcome, Result, Room
from hovorna.application.names import OperatorName
from hovorna.application.roles import OF_A_CLIENT, Right
from hovorna.application.setup import ensure_routing, first_department, new_client, new_operator
from hovorna.domain.settings import GroupSettings, Membership
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard
from tests.unit.application.office import START, Office


class Founding:
    """The office's store before anybody has set anything up in its department."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self.accounts = Accounts(SqliteRegister(folder))
        self.department = first_department(self.accounts)

    def execute(self, department_id: int, commands: Callable[[Room], Iterable[c.Command]]) -> Outcome:
        results: list[Result] = []
        self.office.writing.run([Job(department_id, commands, done=results.append)])
        [result] = results
        assert isinstance(result, Outcome)
        return result

    def route(self) -> None:
        ensure_routing(self.accounts, self.execute, self.department.id)

    def close(self) -> None:
        self.accounts.close()
        self.office.close()


@pytest.fixture
def founding(tmp_path: Path) -> Iterator[Founding]:
    founding = Founding(tmp_path)
    yield founding
    founding.close()


def board(founding: Founding) -> Switchboard:
    return founding.office.writing.room(founding.department.id).board


def test_an_empty_store_gets_a_company_with_a_department_once(tmp_path: Path) -> None:
    accounts = Accounts(SqliteRegister(tmp_path))
    first = first_department(accounts)
    assert first_department(accounts) == first
    assert [one.id for one in accounts.companies()] == [first.company_id]
    assert accounts.departments() == [first]
    accounts.close()


def test_a_company_without_departments_gets_one(tmp_path: Path) -> None:
    accounts = Accounts(SqliteRegister(tmp_path))
    company = accounts.add_company("Ours")
    assert first_department(accounts).company_id == company.id
    assert len(accounts.companies()) == 1
    accounts.close()


def test_the_first_department_that_is_there_is_taken(founding: Founding) -> None:
    founding.accounts.add_department(founding.department.company_id, "Second")
    assert first_department(founding.accounts) == founding.department


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(founding: Founding) -> None:
    client_id, secret = new_client(founding.accounts, founding.department.company_id, "Reports", START)
    kept = founding.accounts.client(client_id)
    assert kept is not None
    assert kept.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert (kept.name, kept.created, kept.company_id) == ("Reports", START, founding.department.company_id)
    stored = b"".join(file.read_bytes() for file in founding.office.folder.rglob("*") if file.is_file())
    assert client_id.encode() in stored
    assert secret.encode() not in stored


def test_no_two_clients_share_an_id_or_a_secret(founding: Founding) -> None:
    clients = [new_client(founding.accounts, founding.department.company_id, "Same", START) for _ in range(3)]
    assert len({part for client in clients for part in client}) == 6


def test_a_secret_holds_256_bits(founding: Founding) -> None:
    _, secret = new_client(founding.accounts, founding.department.company_id, "Reports", START)
    assert len(secret) * 6 >= 256


def test_a_client_has_the_rights_it_was_given_and_all_where_none_are_named(founding: Founding) -> None:
    company_id = founding.department.company_id
    reader, _ = new_client(founding.accounts, company_id, "Reader", START, frozenset({Right.READ}))
    other, _ = new_client(founding.accounts, company_id, "Other", START)
    kept = [founding.accounts.client(one) for one in (reader, other)]
    assert [one.rights for one in kept if one is not None] == [{Right.READ}, set(OF_A_CLIENT)]


def test_a_new_department_routes_its_first_guest_to_its_first_group(founding: Founding) -> None:
    founding.route()
    founding.office.do(Office.arrival(1))
    [request] = board(founding).sessions[1].requests.values()
    assert [group.name for group in board(founding).groups.values()] == ["Support"]
    assert request.group_id in board(founding).groups


def test_routing_that_is_there_is_left_alone(founding: Founding) -> None:
    founding.route()
    version = board(founding).version
    founding.route()
    assert board(founding).version == version


def test_a_group_of_somebodys_own_keeps_the_first_one_out(founding: Founding) -> None:
    founding.office.do(c.ConfigureGroup(GroupSettings(77, "Ours")))
    founding.route()
    assert list(board(founding).groups) == [77]
    assert board(founding).rule_sets == {}


def eva(founding: Founding, department: Department) -> int:
    return new_operator(founding.accounts, founding.execute, department, OperatorName("eva", "Eva", "Malá")).id


def test_a_new_operator_is_a_person_of_the_company_and_a_member_of_every_group(founding: Founding) -> None:
    founding.route()
    founding.office.do(c.ConfigureGroup(GroupSettings(50, "Second")))
    user_id = eva(founding, founding.department)
    user = founding.accounts.user(user_id)
    assert user is not None
    assert (user.user_name, user.first_name, user.last_name) == ("eva", "Eva", "Malá")
    assert user.department_ids == (founding.department.id,)
    groups = sorted(board(founding).groups)
    assert len(groups) == 2
    assert board(founding).operators[user_id].settings.memberships == tuple(Membership(one) for one in groups)


def test_a_new_operator_of_an_empty_department_is_there_without_groups(founding: Founding) -> None:
    user_id = eva(founding, founding.department)
    assert board(founding).operators[user_id].settings.memberships == ()
