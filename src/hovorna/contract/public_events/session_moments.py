"""The moments of a session that events tell: the same whether the session was folded just up to them or further."""

from datetime import datetime
from typing import NamedTuple

from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Mark, Session
from hovorna.domain.vocabulary import RoutingActivity


class Moment(NamedTuple):
    """When an operator came, left or concluded."""

    operator_id: int
    at: datetime


def started(session: Session) -> Mark | None:
    """When it began to seek an operator, or was begun by one; the document's `started` is the first acceptance."""
    created = RoutingActivity.ROUTING_REQUEST_CREATED
    sought = next((row.mark for row in session.history if row.activity is created), None)
    joined = session.joinings[0].joined if session.joinings else None
    marks = [mark for mark in (sought, joined) if mark is not None]
    return min(marks, key=lambda mark: mark.version) if marks else None


def ended(session: Session) -> Mark | None:
    """Known as soon as the session is over: whoever is still in leaves at that instant."""
    return session.ended or session.over or session.banned


def joined_by(session: Session, fact: Fact) -> Moment | None:
    for stay in session.joinings:
        if stay.joined.version == fact.version:
            return Moment(stay.operator_id, stay.joined.at)
    return None


def left_by(session: Session, fact: Fact) -> Moment | None:
    for stay in session.joinings:
        if stay.left is not None and stay.left.version == fact.version:
            return Moment(stay.operator_id, stay.left.at)
    return None


def concluded_by(session: Session, fact: Fact) -> Moment | None:
    for stay in session.joinings:
        if stay.concluded is not None and stay.concluded.version == fact.version:
            return Moment(stay.operator_id, stay.concluded.at)
    return None


def known(moment: Moment | None) -> Moment:
    """Raises LookupError where the fact is none that was told of."""
    if moment is None:
        raise LookupError("The session does not know this moment.")
    return moment
