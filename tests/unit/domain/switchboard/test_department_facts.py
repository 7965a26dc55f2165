"""Fact by fact: members of groups, presence, and the timers of who is gone."""

from datetime import datetime, timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.operators.state import Operator
from hovorna.domain.settings import GroupSettings, Membership, OperatorSettings
from hovorna.domain.switchboard.effects import Effects, OperatorChange
from hovorna.domain.switchboard.evolve_department import apply
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Cause, Presence
from hovorna.domain.vocabulary import OperatorStateKind as Kind
from tests.domain.department import START

EVA, PETR = 31, 32
OFFERS, RETURN = f"offers:{EVA}", f"return:{EVA}"


class Board:
    """One operator in two groups; each fact a second after the last."""

    def __init__(self, presence: Presence = Presence.ONLINE) -> None:
        self.board = Switchboard(1)
        self.version = 0
        for group_id in (1, 2):
            self.tell(f.GroupConfigured(GroupSettings(group_id, "G")))
        self.tell(f.OperatorConfigured(OperatorSettings(EVA, (Membership(1), Membership(2)))))
        self.tell(f.PresenceSet(EVA, presence))

    def tell(self, body: f.Body, *, is_decided: bool = True) -> Effects:
        self.version += 1
        effects = Effects()
        apply(self.board, f.Fact(self.version, self.now, 0, body, is_decided), effects)
        return effects

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.version)

    @property
    def eva(self) -> Operator:
        return self.board.operators[EVA]

    def due_in(self, key: str) -> float:
        return (self.board.timers[key] - self.now).total_seconds()


def test_a_new_operator_begins_their_timeline_offline() -> None:
    board = Board()
    effects = board.tell(f.OperatorConfigured(OperatorSettings(PETR, (Membership(1),))))
    assert effects.operator_changes == [OperatorChange(PETR, board.now, board.version, Kind.OFFLINE)]
    assert board.board.members == {1: [EVA, PETR], 2: [EVA]}


def test_members_are_listed_in_the_order_of_their_ids() -> None:
    board = Board()
    board.tell(f.OperatorConfigured(OperatorSettings(7, (Membership(1),))))
    assert board.board.members[1] == [7, EVA]


def test_who_changes_groups_is_a_member_of_the_new_ones_alone_and_keeps_their_work() -> None:
    board = Board()
    board.eva.work[9] = Kind.ON_CALL
    effects = board.tell(f.OperatorConfigured(OperatorSettings(EVA, (Membership(2),))))
    assert board.board.members == {1: [], 2: [EVA]}
    assert (board.eva.work, board.eva.presence) == ({9: Kind.ON_CALL}, Presence.ONLINE)
    assert (effects.operator_changes, list(effects.freed)) == ([], [EVA])


def test_a_changed_group_keeps_its_line_and_looks_for_its_members_again() -> None:
    board = Board()
    board.board.lines[1].append((100, START, START, 1, 1))
    assert list(board.tell(f.GroupConfigured(GroupSettings(1, "New"))).freed) == [EVA]
    assert len(board.board.lines[1]) == 1


@pytest.mark.parametrize("presence", list(Presence))
def test_each_presence_is_a_step_with_who_set_it(presence: Presence) -> None:
    board = Board()
    effects = board.tell(f.PresenceSet(EVA, presence, 4, by=PETR))
    assert effects.operator_changes == [OperatorChange(EVA, board.now, board.version, Kind(presence.value), 4, PETR)]
    assert board.eva.break_id == 4


def test_only_coming_online_frees_an_operator_for_work() -> None:
    assert list(Board(Presence.AWAY).tell(f.PresenceSet(EVA, Presence.ONLINE)).freed) == [EVA]
    assert list(Board().tell(f.PresenceSet(EVA, Presence.BREAK)).freed) == []


def test_who_comes_online_is_idle_since_then_and_not_again_since_a_break() -> None:
    board = Board(Presence.OFFLINE)
    assert board.eva.idle_since is None
    board.tell(f.PresenceSet(EVA, Presence.ONLINE))
    first = board.now
    board.tell(f.PresenceSet(EVA, Presence.BREAK))
    board.tell(f.PresenceSet(EVA, Presence.ONLINE))
    assert board.eva.idle_since == first


def test_a_word_of_presence_forgives_what_was_left_unanswered() -> None:
    board = Board()
    board.eva.unanswered = 2
    board.tell(f.PresenceSet(EVA, Presence.AWAY))
    assert board.eva.unanswered == 0


def test_a_recorded_presence_is_history_and_moves_nobody() -> None:
    board = Board()
    effects = board.tell(f.PresenceSet(EVA, Presence.OFFLINE), is_decided=False)
    assert board.eva.presence is Presence.ONLINE
    assert [change.kind for change in effects.operator_changes] == [Kind.OFFLINE]


def test_a_lost_connection_sets_both_timers_and_is_a_step() -> None:
    board = Board()
    effects = board.tell(f.OperatorDisconnected(EVA))
    assert (board.due_in(OFFERS), board.due_in(RETURN)) == (20, 120)
    assert effects.timers == {OFFERS, RETURN}
    assert [change.kind for change in effects.operator_changes] == [Kind.DISCONNECTED]
    assert (board.eva.gone_since, board.eva.is_connected) == (board.now, False)


@pytest.mark.parametrize("body", [f.OperatorReturned(EVA), f.PresenceSet(EVA, Presence.AWAY)])
def test_being_back_clears_both_timers(body: f.Body) -> None:
    board = Board()
    board.tell(f.OperatorDisconnected(EVA))
    assert board.tell(body).timers == {OFFERS, RETURN}
    assert board.board.timers == {}
    assert (board.eva.gone_since, board.eva.is_connected) == (None, True)


@pytest.mark.parametrize(
    "body", [f.PresenceSet(EVA, Presence.AWAY, by=PETR), f.PresenceSet(EVA, Presence.AWAY, cause=Cause.ACCEPT_TIMEOUT)]
)
def test_what_others_or_the_system_say_clears_no_timer(body: f.Body) -> None:
    board = Board()
    board.tell(f.OperatorDisconnected(EVA))
    board.tell(body)
    assert not board.eva.is_connected
    assert set(board.board.timers) == {OFFERS, RETURN}


def test_going_offline_with_sessions_in_hand_starts_the_return_alone_and_without_them_nothing() -> None:
    board = Board()
    board.tell(f.PresenceSet(EVA, Presence.OFFLINE))
    assert board.board.timers == {}
    board.tell(f.PresenceSet(EVA, Presence.ONLINE))
    board.eva.work[9] = Kind.ON_CALL
    board.tell(f.PresenceSet(EVA, Presence.OFFLINE))
    assert list(board.board.timers) == [RETURN]
    assert board.due_in(RETURN) == 120


def test_going_offline_after_a_lost_connection_gives_no_more_time() -> None:
    board = Board()
    board.eva.work[9] = Kind.ON_CALL
    board.tell(f.OperatorDisconnected(EVA))
    gone, due = board.eva.gone_since, board.board.timers[RETURN]
    board.tell(f.PresenceSet(EVA, Presence.OFFLINE))
    assert (board.eva.gone_since, board.board.timers[RETURN]) == (gone, due)


def test_a_connection_that_comes_back_does_not_stop_the_return_of_who_went_offline() -> None:
    board = Board()
    board.eva.work[9] = Kind.ON_CALL
    board.tell(f.PresenceSet(EVA, Presence.OFFLINE))
    board.tell(f.OperatorReturned(EVA))
    assert RETURN in board.board.timers


@pytest.mark.parametrize(("stage", "left"), [(f.AbsenceStage.OFFERS, RETURN), (f.AbsenceStage.SESSIONS, OFFERS)])
def test_an_expired_absence_clears_its_own_timer_alone(stage: f.AbsenceStage, left: str) -> None:
    board = Board()
    board.tell(f.OperatorDisconnected(EVA))
    effects = board.tell(f.OperatorAbsenceExpired(EVA, stage))
    assert list(board.board.timers) == [left]
    assert effects.timers == {OFFERS, RETURN} - {left}
