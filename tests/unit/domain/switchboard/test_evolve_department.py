"""What facts about operators change: presence, connection, the time they have to come back, their timeline."""

from datetime import timedelta

import msgspec

from hovorna.domain import facts as f
from hovorna.domain.settings import DepartmentSettings, GroupSettings, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import evolve_department
from hovorna.domain.switchboard.recording import RecordPresence
from hovorna.domain.vocabulary import Presence, Source
from tests.domain.department import Department, support


def seen(department: Department, operator: int = 11) -> list[tuple[float, str]]:
    """The operator's timeline: second and state."""
    steps = [change for change in department.changes if change.operator_id == operator]
    return [(department.seconds(step.at), step.kind.value) for step in steps]


def pending(department: Department) -> dict[str, float]:
    return {key: department.seconds(due) for key, due in department.board.timers.items()}


def talking() -> Department:
    department = support(11)
    department.arrive()
    department.accept(11)
    return department


def test_every_fact_about_a_department_has_a_handler() -> None:
    assert evolve_department.HANDLERS.keys() == set(f.DEPARTMENT_BODIES)


def test_settings_are_as_they_were_saved_last() -> None:
    department = support()
    department.do(c.ConfigureGroup(GroupSettings(2, "Sales")))
    department.do(c.ConfigureRuleSet(RuleSet(1, "Nobody")))
    department.do(c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1, unanswered_limit=9)))
    department.do(c.DefineTag(3, "complaint"))
    board = department.board
    assert (board.groups[2].name, board.rule_sets[1].rules) == ("Sales", ())
    assert (board.settings.unanswered_limit, board.tags) == (9, {3: f.TagDefined(3, "complaint")})


def test_a_group_is_as_old_as_its_first_fact() -> None:
    department = support()
    department.wait(60)
    department.do(c.ConfigureGroup(GroupSettings(1, "Renamed")))
    department.do(c.ConfigureGroup(GroupSettings(2, "Sales")))
    created = {group: department.seconds(since) for group, since in department.board.groups_since.items()}
    assert created == {1: 0, 2: 60}


def test_that_a_setting_was_changed_is_told_and_changes_nothing_else() -> None:
    department = support()
    before = msgspec.structs.replace(department.board)
    [fact] = department.do(c.AnnounceSetting("queueTimeout", group_id=1)).facts
    assert fact.body == f.SettingChanged("queueTimeout", group_id=1)
    after = department.board
    assert msgspec.structs.replace(after, version=before.version) == before


# --- timelines ------------------------------------------------------------------------------------------------------


def test_a_timeline_has_a_step_for_every_change_of_what_the_operator_does() -> None:
    department = support(11)
    department.wait(10)
    department.arrive()
    department.wait(5)
    department.accept(11)
    department.wait(60)
    department.leave(11)
    department.wait(30)
    department.conclude(11)
    assert seen(department) == [(0, "OFFLINE"), (0, "ONLINE"), (15, "ON_CALL"), (75, "AFTER_CALL"), (105, "ONLINE")]


def test_before_the_guest_is_reached_the_operator_prepares() -> None:
    department = support(11)
    department.arrive(1, Source.CALLBACK)
    department.accept(11)
    department.wait(20)
    department.do(c.JoinGuest(1))
    assert seen(department)[2:] == [(0, "BEFORE_CALL"), (20, "ON_CALL")]


def test_of_several_sessions_the_one_in_which_somebody_talks_counts() -> None:
    department = talking()
    department.arrive(2)
    department.accept(11, 2)
    department.wait(10)
    department.leave(11, 1)
    department.wait(10)
    department.leave(11, 2)
    assert seen(department)[2:] == [(0, "ON_CALL"), (20, "AFTER_CALL")]


def test_a_lost_connection_is_a_step_and_so_is_coming_back() -> None:
    department = talking()
    department.wait(10)
    department.do(c.DisconnectOperator(11))
    department.wait(10)
    department.do(c.ReconnectOperator(11))
    assert seen(department)[2:] == [(0, "ON_CALL"), (10, "DISCONNECTED"), (20, "ON_CALL")]


def test_a_pause_longer_than_18_hours_is_one_step_of_its_whole_length() -> None:
    department = support(11)
    department.do(c.SetPresence(11, Presence.BREAK, 4))
    department.wait(20 * 3600)
    department.do(c.SetPresence(11, Presence.ONLINE))
    assert seen(department)[2:] == [(0, "BREAK"), (72_000, "ONLINE")]
    assert [change.break_id for change in department.changes] == [None, None, 4, None]


def test_a_step_tells_who_else_set_the_presence() -> None:
    department = support(11)
    department.do(c.SetPresence(11, Presence.AWAY, by=1))
    assert [change.by for change in department.changes] == [None, None, 1]


def test_recorded_presence_is_a_step_and_changes_nothing_now() -> None:
    """An import tells of another time."""
    department = support(11)
    department.do(RecordPresence(11, department.start - timedelta(days=1), Presence.AWAY))
    assert seen(department)[-1] == (-86_400, "AWAY")
    assert department.board.operators[11].presence is Presence.ONLINE


# --- the time to come back ------------------------------------------------------------------------------------------


def test_a_disconnected_operator_has_20_seconds_for_offers_and_120_for_sessions() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    assert pending(department) == {"offers:11": 20, "return:11": 120}
    department.do(c.ReconnectOperator(11))
    assert pending(department) == {}


def test_who_goes_offline_with_nothing_in_hand_is_not_waited_for() -> None:
    department = support(11)
    department.do(c.SetPresence(11, Presence.OFFLINE))
    assert pending(department) == {}
    assert department.board.operators[11].gone_since is None


def test_who_goes_offline_with_a_session_in_hand_is_waited_for() -> None:
    department = talking()
    department.do(c.SetPresence(11, Presence.OFFLINE))
    assert pending(department) == {"return:11": 120}
    assert department.board.operators[11].gone_since == department.start


def test_whoever_was_lost_before_is_gone_since_then() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.wait(30)
    department.do(c.SetPresence(11, Presence.OFFLINE, by=1))
    assert pending(department)["return:11"] == 120
    assert department.board.operators[11].gone_since == department.start


def test_a_spent_time_is_not_pending_any_more() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.wait(20)
    assert "offers:11" not in pending(department)
    department.wait(100)
    assert "return:11" not in pending(department)
    stages = [fact.body.stage for fact in department.facts if isinstance(fact.body, f.OperatorAbsenceExpired)]
    assert stages == [f.AbsenceStage.OFFERS, f.AbsenceStage.SESSIONS]


def test_idle_time_begins_with_coming_to_work_and_goes_on_through_a_break() -> None:
    department = support(11)
    department.wait(100)
    department.do(c.SetPresence(11, Presence.BREAK))
    department.do(c.SetPresence(11, Presence.ONLINE))
    assert department.board.operators[11].idle_since == department.start
    department.do(c.SetPresence(11, Presence.OFFLINE))
    department.do(c.SetPresence(11, Presence.ONLINE))
    assert department.board.operators[11].idle_since == department.now
