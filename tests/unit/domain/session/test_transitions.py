"""The table of moves against session-semantics, section 3, written out once more by hand."""

import pytest

from hovorna.domain import facts as f
from hovorna.domain.facts import Body
from hovorna.domain.session import fold
from hovorna.domain.session.transitions import AFTERMATH, LEGAL_MOVES, TABLE, UPKEEP
from hovorna.domain.vocabulary import SessionStatus as S

#: Section 3, row for row.
LEGAL: dict[S, set[S]] = {
    S.CREATED: {S.IN_QUEUE, S.WAITING, S.BCW, S.ACTIVE, S.CLOSED, S.BLACKLISTED},
    S.IN_QUEUE: {S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED},
    S.WAITING: {S.IN_QUEUE, S.BCW, S.ACTIVE, S.ACW, S.CLOSED, S.BLACKLISTED},
    S.BCW: {S.ACTIVE, S.IN_QUEUE, S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED},
    S.ACTIVE: {S.IN_QUEUE, S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED},
    S.ACW: {S.CLOSED},
    S.CLOSED: set(),
    S.BLACKLISTED: set(),
}
OPEN = (S.CREATED, S.IN_QUEUE, S.WAITING, S.BCW, S.ACTIVE)
OVER = (S.ACW, S.CLOSED, S.BLACKLISTED)

#: Facts about a session that its state has nothing to say about: the first one, which has no state before it.
UNRULED: set[type[Body]] = {f.SessionCreated}


@pytest.mark.parametrize("state", list(S))
def test_no_fact_leads_where_the_contract_does_not(state: S) -> None:
    assert LEGAL_MOVES[state] <= LEGAL[state]


def test_of_the_legal_moves_one_alone_takes_two_facts() -> None:
    """CREATED to WAITING is an offer: it needs a request first, which makes the IN_QUEUE visit of zero length."""
    missing = {(state, to) for state, targets in LEGAL.items() for to in targets - LEGAL_MOVES[state]}
    assert missing == {(S.CREATED, S.WAITING)}


@pytest.mark.parametrize("state", [S.CLOSED, S.BLACKLISTED])
def test_nothing_leads_out_of_a_final_state(state: S) -> None:
    assert set().union(*TABLE[state].values()) == {state}


@pytest.mark.parametrize("state", OPEN)
def test_from_every_open_state_a_session_can_be_ended_and_its_guest_banned(state: S) -> None:
    assert f.GuestBanned in TABLE[state]
    assert TABLE[state][f.SessionEnded] <= {S.ACW, S.CLOSED}


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_begins_nothing_anew(state: S) -> None:
    beginnings = (
        f.RoutingRequested,
        f.OperatorOffered,
        f.OfferAccepted,
        f.OperatorJoined,
        f.GuestJoined,
        f.DialStarted,
        f.MessagePosted,
        f.FileShared,
        f.RecordingStarted,
        f.ChatbotJoined,
        f.SessionEnded,
    )
    assert not set(beginnings) & set(TABLE[state])


def test_nobody_joins_or_concludes_in_a_closed_session() -> None:
    timed = (f.OperatorLeft, f.OperatorConcluded, f.OfferAccepted, f.OperatorJoined, f.GuestJoined, f.DialStarted)
    assert not set(timed) & set(TABLE[S.CLOSED])


@pytest.mark.parametrize("state", list(S))
def test_what_is_written_about_a_session_never_moves_it(state: S) -> None:
    assert {TABLE[state][body] for body in UPKEEP} == {frozenset({state})}


def test_a_session_is_accepted_only_where_somebody_can_hold_an_offer() -> None:
    assert {state for state, moves in TABLE.items() if f.OfferAccepted in moves} == {S.WAITING, S.BCW, S.ACTIVE}


def test_a_line_or_an_offer_that_an_end_closes_may_be_told_in_whatever_state_it_leaves() -> None:
    for state in OVER:
        assert set(AFTERMATH) <= set(TABLE[state])


def test_every_fact_that_the_fold_understands_has_a_row_somewhere() -> None:
    ruled = {body for moves in TABLE.values() for body in moves}
    assert set(fold.HANDLERS) <= ruled | UNRULED
