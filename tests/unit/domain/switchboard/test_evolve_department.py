"""What facts about operators change: presence, connection, the time they have to come back, their timeline."""

from datetime import timedelta

from hovorna.domain import facts as f
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import evolve_department
from hovorna.domain.switchboard.recording import RecordPresence
from hovorna.domain.vocabulary import OperatorStateKind, Presence
from tests.domain.department import Department, support


def seen(department: Department, operator: int = 11) -> list[tuple[float, str]]:
    """The operator's timeline: second and state."""
    steps = [change for change in department.changes if change.operator_id == operator]
    return [(department.seconds(step.at), step.kind.value) for step in steps]


def working_day() -> Department:
    department = support(11)
    department.wait(10)
    department.arrive()
    department.wait(5)
    department.accept(11)
    department.wait(60)
    department.leave(11)
    department.wait(30)
    department.conclude(11)
    return department


def test_every_fact_about_a_department_has_a_handler() -> None:
    assert evolve_department.HANDLERS.keys() == set(f.DEPARTMENT_BODIES)


def test_a_timeline_has_a_step_for_every_change_of_what_the_operator_does() -> None:
    assert seen(working_day()) == [
        (0, "OFFLINE"),
        (0, "ONLINE"),
        (15, "ON_CALL"),
        (75, "AFTER_CALL"),
        (105, "ONLINE"),
    ]


def test_an_offer_is_no_work_yet() -> None:
    department = support(11)
    department.arrive()
    assert seen(department)[-1] == (0, "ONLINE")


def test_before_the_guest_is_reached_the_operator_prepares() -> None:
    department = support(11)
    department.arrive(1, source=f.SessionCreated.__annotations__ and _callback())
    department.accept(11)
    department.wait(20)
    department.do(c.JoinGuest(1))
    assert seen(department)[-2:] == [(0, "BEFORE_CALL"), (20, "ON_CALL")]
