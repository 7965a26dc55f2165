"""The status as a function of what is known: every row of session-semantics, section 3, and that the first counts."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import combinations

import pytest

from hovorna.domain.facts import Fact, RoutingRequested, SessionCreated
from hovorna.domain.session.fold import open_session
from hovorna.domain.session.state import Mark, Offer, Request, Session
from hovorna.domain.session.status import left_in, status_of
from hovorna.domain.vocabulary import Channel, GuestLeftSession, RequestKind, Source
from hovorna.domain.vocabulary import SessionStatus as S

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MARK = Mark(NOW, 9, "Told")


def _banned(session: Session) -> None:
    session.banned = MARK


def _over_and_concluded(session: Session) -> None:
    session.over = MARK


def _over_and_unconcluded(session: Session) -> None:
    session.over, session.unconcluded = MARK, 1


def _operator_and_guest(session: Session) -> None:
    session.present = session.unconcluded = 1
    session.guest_is_connected = True


def _operator_alone(session: Session) -> None:
    session.present = session.unconcluded = 1


def _offered(session: Session) -> None:
    session.offers[4] = Offer(4, 2, 31, None, True)


def _requested(session: Session) -> None:
    session.requests[2] = Request(2, RoutingRequested(RequestKind.ENTRY, NOW), ())


def _guest_alone(session: Session) -> None:
    session.guest_is_connected = True


#: In the order of the table.
ROWS: tuple[tuple[S, Callable[[Session], None]], ...] = (
    (S.BLACKLISTED, _banned),
    (S.ACW, _over_and_unconcluded),
    (S.ACTIVE, _operator_and_guest),
    (S.BCW, _operator_alone),
    (S.WAITING, _offered),
    (S.IN_QUEUE, _requested),
    (S.CREATED, _guest_alone),
)


def fresh() -> Session:
    return open_session(Fact(1, NOW, 7, SessionCreated(Channel.CHAT, Source.DEFAULT)))


@pytest.mark.parametrize(("status", "holds"), [*ROWS, (S.CLOSED, _over_and_concluded)])
def test_each_row_yields_its_status(status: S, holds: Callable[[Session], None]) -> None:
    session = fresh()
    holds(session)
    assert status_of(session) is status


@pytest.mark.parametrize(
    ("earlier", "later"),
    # With a guest there BCW is ACTIVE, and with somebody unconcluded CLOSED is ACW: these pairs exclude each other.
    [pair for pair in combinations(ROWS, 2) if not (pair[0][0] is S.BCW and pair[1][0] is S.CREATED)],
    ids=lambda row: row[0].value,
)
def test_where_two_rows_hold_the_earlier_counts(
    earlier: tuple[S, Callable[[Session], None]], later: tuple[S, Callable[[Session], None]]
) -> None:
    session = fresh()
    later[1](session)
    earlier[1](session)
    assert status_of(session) is earlier[0]


def test_an_operator_is_before_the_call_until_the_guest_is_there() -> None:
    session = fresh()
    _operator_alone(session)
    assert status_of(session) is S.BCW
    _guest_alone(session)
    assert status_of(session) is S.ACTIVE


def test_a_ban_closes_also_what_nobody_has_concluded() -> None:
    session = fresh()
    _over_and_unconcluded(session)
    _banned(session)
    assert status_of(session) is S.BLACKLISTED


def test_handing_over_is_a_queue_although_no_request_is_open() -> None:
    session = fresh()
    session.is_handing_over = True
    assert status_of(session) is S.IN_QUEUE


def test_an_offer_is_still_live_after_its_accept_time_out() -> None:
    session = fresh()
    _offered(session)
    session.offers[4].is_expired = True
    assert status_of(session) is S.WAITING


@pytest.mark.parametrize(
    ("status", "left"),
    [
        (S.CREATED, GuestLeftSession.LEFT_BEFORE_QUEUE),
        (S.IN_QUEUE, GuestLeftSession.LEFT_QUEUE),
        (S.WAITING, GuestLeftSession.LEFT_QUEUE),
        (S.BCW, GuestLeftSession.LEFT_SESSION),
        (S.ACTIVE, GuestLeftSession.LEFT_SESSION),
    ],
)
def test_what_is_said_of_a_guest_who_goes_depends_on_the_state_they_left(status: S, left: GuestLeftSession) -> None:
    assert left_in(status) is left
