from hovorna.application.accounts import User
from hovorna.application.naming import Naming
from hovorna.application.roles import DepartmentRole
from hovorna.domain.settings import GroupSettings, OperatorSettings
from hovorna.domain.switchboard.commands import ConfigureGroup, ConfigureOperator
from tests.unit.application.recording_engine import DEPARTMENT, People

RUT = User(7, DEPARTMENT.company_id, "RUT", "Rut", "Levi", {DEPARTMENT.id: frozenset({DepartmentRole.OPERATOR})})


def test_known_groups_and_operators_keep_their_ids() -> None:
    naming = Naming(DEPARTMENT, People(RUT).accounts, {"Help": 3}, {7})
    assert (naming.group("Help"), naming.operator("RUT")) == (3, 7)
    assert naming.take_new() == []


def test_new_ones_are_made_once_and_told_to_the_switchboard_once() -> None:
    people = People()
    naming = Naming(DEPARTMENT, people.accounts, {}, set())
    group, operator = naming.group("Help"), naming.operator("RUT")
    assert (naming.group("Help"), naming.operator("RUT")) == (group, operator)
    assert naming.take_new() == [
        ConfigureGroup(GroupSettings(group, "Help")),
        ConfigureOperator(OperatorSettings(operator)),
    ]
    assert naming.take_new() == []
    assert [user.user_name for user in people.all] == ["RUT"]


def test_a_known_person_who_is_no_operator_yet_becomes_one() -> None:
    people = People(RUT)
    naming = Naming(DEPARTMENT, people.accounts, {}, set())
    assert naming.operator("RUT") == 7
    assert naming.take_new() == [ConfigureOperator(OperatorSettings(7))]
    assert people.all == [RUT]


def test_a_person_of_another_company_is_somebody_else() -> None:
    stranger = User(7, DEPARTMENT.company_id + 1, "RUT", "Rut", "Levi", {9: frozenset({DepartmentRole.OPERATOR})})
    assert Naming(DEPARTMENT, People(stranger).accounts, {}, set()).operator("RUT") != 7
