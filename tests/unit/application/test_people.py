"""What roles make of people, and who may change whom."""

import pytest

from hovorna.application.accounts import User
from hovorna.application.people import Standing, is_last_administrator, placing, rights_given, rights_of, takes
from hovorna.application.roles import ANSWERING, DepartmentRole, GlobalRole, Right
from hovorna.contract.role_words import DepartmentRole as PublishedRole
from hovorna.domain.operators.state import Operator
from hovorna.domain.settings import Membership, OperatorSettings
from hovorna.domain.switchboard.commands import Command, ConfigureOperator, SetPresence
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, Presence, Source

EVA, BY = 7, 9
OPERATOR = frozenset({DepartmentRole.OPERATOR})


def user(number: int = EVA, *roles: GlobalRole, is_enabled: bool = True) -> User:
    return User(number, 1, f"user{number}", "", "", global_roles=frozenset(roles), is_enabled=is_enabled)


def board(settings: OperatorSettings | None = None) -> Switchboard:
    operators = {} if settings is None else {EVA: Operator(settings)}
    return Switchboard(1, operators=operators)


def placed(
    settings: OperatorSettings | None,
    before: frozenset[DepartmentRole] | None,
    roles: frozenset[DepartmentRole] | None,
    *,
    is_enabled: bool = True,
) -> list[Command]:
    return list(placing(board(settings), Standing(EVA, before, roles, is_enabled, BY)))


def test_an_operator_takes_everything() -> None:
    assert takes([DepartmentRole.TELEPHONIST, DepartmentRole.OPERATOR]) == (frozenset(Channel), None)


@pytest.mark.parametrize("role", sorted(ANSWERING - {DepartmentRole.OPERATOR, DepartmentRole.EMAIL_OPERATOR}))
def test_every_other_answering_role_takes_something_of_its_own(role: DepartmentRole) -> None:
    channels, messengers = takes([role])
    assert messengers is not None
    assert bool(channels) != bool(messengers)


def test_roles_add_up() -> None:
    roles = [PublishedRole.TELEPHONIST, PublishedRole.VK_OPERATOR, PublishedRole.TENANT_ADMIN]
    assert takes(roles) == (frozenset({Channel.PHONE}), frozenset({Source.VK}))


def test_a_member_who_answers_nothing_is_no_operator() -> None:
    assert placed(None, None, frozenset({DepartmentRole.WALLBOARD})) == []
    assert placed(None, None, None) == []
    assert placed(None, None, OPERATOR, is_enabled=False) == []


def test_a_new_operator_has_the_defaults() -> None:
    assert placed(None, None, OPERATOR) == [ConfigureOperator(OperatorSettings(EVA))]


def test_who_leaves_leaves_the_groups_and_is_offline() -> None:
    known = OperatorSettings(EVA, (Membership(3),), live_slots=9)
    assert placed(known, OPERATOR, None) == [
        ConfigureOperator(OperatorSettings(EVA, (), live_slots=9, is_enabled=False)),
        SetPresence(EVA, Presence.OFFLINE, by=BY),
    ]


def test_roles_that_stay_leave_the_channels_as_somebody_set_them() -> None:
    known = OperatorSettings(EVA, channels=frozenset({Channel.CHAT}))
    assert placed(known, OPERATOR, OPERATOR) == [ConfigureOperator(known)]
    [command] = placed(known, frozenset(), OPERATOR)
    assert command == ConfigureOperator(OperatorSettings(EVA))


def test_rights_are_those_of_all_roles_but_what_everybody_has_who_answers() -> None:
    eva = User(EVA, 1, "eva", "", "", {1: OPERATOR, 2: frozenset({DepartmentRole.TENANT_SESSIONS_VIEW})})
    assert rights_of(eva) == {Right.READ}
    assert rights_given(OPERATOR | {DepartmentRole.WALLBOARD}) == frozenset()
    assert Right.HOST in rights_given(global_roles=[GlobalRole.ADMIN])


@pytest.mark.parametrize(
    ("others", "is_last"),
    [
        ([], True),
        ([user(8)], True),
        ([user(8, GlobalRole.COMPANY_ADMIN, is_enabled=False)], True),
        ([user(8, GlobalRole.WALLBOARD)], True),
        ([user(8, GlobalRole.COMPANY_ADMIN)], False),
        ([user(8, GlobalRole.ADMIN)], False),
    ],
)
def test_the_last_administrator_is_the_last_who_can_log_in(others: list[User], is_last: bool) -> None:
    eva = user(EVA, GlobalRole.COMPANY_ADMIN)
    assert is_last_administrator(eva, [eva, *others]) is is_last


def test_who_is_no_administrator_is_not_the_last() -> None:
    assert not is_last_administrator(user(EVA, GlobalRole.WALLBOARD), [])
    assert not is_last_administrator(user(EVA, GlobalRole.ADMIN, is_enabled=False), [])
