"""Joining and leaving a group: only what changes becomes a command."""

from hovorna.application.accounts import User
from hovorna.application.membership import joining, leaving, newcomer
from hovorna.application.roles import DepartmentRole
from hovorna.domain.settings import Membership, OperatorSettings
from hovorna.domain.switchboard.commands import ConfigureOperator
from hovorna.domain.vocabulary import Channel
from tests.domain.department import support

EVA = User(11, 1, "eva", "Eva", "Malá", {1: frozenset({DepartmentRole.OPERATOR})})


def test_who_is_in_already_stays_as_they_are() -> None:
    board = support(11).board
    assert list(joining(board, 1, EVA, None)) == []
    assert list(joining(board, 1, EVA, 100)) == []


def test_a_priority_that_is_given_counts_and_one_that_is_not_stays() -> None:
    department = support(11)
    [command] = joining(department.board, 1, EVA, 5)
    assert command == ConfigureOperator(OperatorSettings(11, (Membership(1, 5),)))
    department.do(command)
    assert list(joining(department.board, 1, EVA, None)) == []


def test_other_memberships_stay() -> None:
    department = support(11)
    department.group(2)
    [command] = joining(department.board, 2, EVA, None)
    assert command == ConfigureOperator(OperatorSettings(11, (Membership(1), Membership(2))))
    department.do(command)
    [command] = leaving(department.board, 1, [11])
    assert command == ConfigureOperator(OperatorSettings(11, (Membership(2),)))


def test_a_newcomer_takes_what_their_roles_say() -> None:
    board = support().board
    phone = User(12, 1, "jan", "", "", {1: frozenset({DepartmentRole.TELEPHONIST})})
    assert newcomer(board, phone).channels == frozenset({Channel.PHONE})
    assert newcomer(board, phone).is_enabled
    clerk = User(13, 1, "ota", "", "", {1: frozenset({DepartmentRole.WALLBOARD})})
    assert not newcomer(board, clerk).is_enabled
    assert not newcomer(board, User(14, 1, "iva", "", "", EVA.departments, is_enabled=False)).is_enabled
