"""The demo's company is made once; every start brings a new client."""

import hashlib
from pathlib import Path

import msgspec

from hovorna.application.people_breaks import break_states
from hovorna.application.roles import OF_A_CLIENT
from hovorna.demo import DemoClient
from hovorna.demo.company import plan
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard.commands import ConfigureGroup, SetPresence
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Presence, StrategyName
from tests.demo.stage import Stage
from tests.demo.virtual_time import run_virtually


def prepared(stage: Stage) -> DemoClient:
    client: DemoClient = run_virtually(stage.prepare())
    return client


def board_of(stage: Stage, wanted: plan.DepartmentPlan) -> Switchboard:
    boards = [stage.board(department_id) for department_id in stage.departments()]
    return next(board for board in boards if {one.name for one in board.groups.values()} >= {wanted.groups[0].name})


def test_an_empty_store_gets_two_departments_with_groups_rules_operators_and_tags(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    prepared(stage)
    assert len(stage.departments()) == 2
    for wanted in plan.DEPARTMENTS:
        board = board_of(stage, wanted)
        assert {one.name for one in board.groups.values()} == {one.name for one in wanted.groups}
        assert len(board.operators) == len(wanted.people)
        assert {tag.name for tag in board.tags.values()} == set(wanted.tags)
        rule_set = board.rule_sets[board.settings.default_rule_set_id or 0]
        assert any(rule.conditions for rule in rule_set.rules)


def test_the_groups_show_every_strategy_and_one_accepts_by_itself() -> None:
    groups = [group for department in plan.DEPARTMENTS for group in department.groups]
    assert {group.strategy for group in groups} == set(StrategyName)
    assert sum(group.auto_accept for group in groups) == 1
    assert len({group.accept_seconds for group in groups}) == len(groups)


def test_a_second_start_adds_nothing_but_a_client(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    first = prepared(stage)
    facts, companies = stage.facts(), stage.accounts.companies()
    people = stage.accounts.users(companies[0].id)
    second = prepared(stage)
    assert (stage.facts(), stage.accounts.companies()) == (facts, companies)
    assert stage.accounts.users(companies[0].id) == people
    assert first != second
    for client_id, secret in (first, second):
        client = stage.accounts.client(client_id)
        assert client is not None
        assert client.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
        assert client.rights == OF_A_CLIENT


def test_what_somebody_changed_since_stays(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    prepared(stage)
    department_id = stage.departments()[0]
    group = next(iter(stage.board(department_id).groups.values()))
    changed = GroupSettings(id=group.id, name=group.name, queue_limit=7)

    async def change() -> None:
        await stage.parts().engine.execute(department_id, ConfigureGroup(changed))

    run_virtually(change())
    prepared(stage)
    assert stage.board(department_id).groups[group.id] == changed


def test_what_is_missing_is_added(tmp_path: Path) -> None:
    """As after a crash in the middle of the first start."""
    stage = Stage(tmp_path)
    company = stage.accounts.add_company(plan.COMPANY)
    stage.accounts.add_department(company.id, plan.CARE.name)
    stage.accounts.add_user(company.id, 1, plan.CARE.people[0].user_name, "Jana", "Nováková")
    prepared(stage)
    assert len(stage.departments()) == 2
    assert len(stage.accounts.companies()) == 1
    names = [user.user_name for user in stage.accounts.users(company.id)]
    assert sorted(names) == sorted(person.user_name for wanted in plan.DEPARTMENTS for person in wanted.people)


def test_operators_who_are_not_played_any_more_go_home(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    prepared(stage)
    department_id = stage.departments()[0]
    stranger = stage.hire("eva.stara", department_id)

    async def come() -> None:
        await stage.parts().engine.execute(department_id, SetPresence(stranger, Presence.ONLINE))

    run_virtually(come())
    stage.play(10)
    presence = {one.id: one.presence for one in stage.board(department_id).operators.values()}
    assert presence.pop(stranger) is Presence.OFFLINE
    assert set(presence.values()) == {Presence.ONLINE}


def test_breaks_have_names_unless_somebody_took_them_away(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    prepared(stage)
    book = break_states(stage.accounts.register)
    assert {(one.name, one.is_paid) for one in book.all()} == set(plan.BREAKS)
    for one in book.all():
        book.change(one.id, lambda state: msgspec.structs.replace(state, is_deleted=True))
    prepared(stage)
    assert all(one.is_deleted for one in book.all())
    assert len(book.all()) == len(plan.BREAKS)
