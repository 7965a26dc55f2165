"""The status as a function of what is known: the first line that holds counts (session-semantics, section 3)."""

from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import SessionStatus


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
