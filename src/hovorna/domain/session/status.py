"""The status as a function of what is known: the first line that holds counts (session-semantics, section 3)."""

from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import GuestLeftSession, SessionStatus


def status_of(session: Session) -> SessionStatus:
    if session.banned is not None:
        return SessionStatus.BLACKLISTED
    if session.over is not None:
        return SessionStatus.ACW if session.unconcluded else SessionStatus.CLOSED
    if session.present:
        return SessionStatus.ACTIVE if session.guest_is_connected else SessionStatus.BCW
    if session.offers:
        return SessionStatus.WAITING
    if session.requests or session.is_handing_over:
        return SessionStatus.IN_QUEUE
    return SessionStatus.CREATED


def left_in(status: SessionStatus) -> GuestLeftSession:
    """What is said of a guest who goes while the session is in this open state."""
    if status is SessionStatus.CREATED:
        return GuestLeftSession.LEFT_BEFORE_QUEUE
    if status in (SessionStatus.IN_QUEUE, SessionStatus.WAITING):
        return GuestLeftSession.LEFT_QUEUE
    return GuestLeftSession.LEFT_SESSION
