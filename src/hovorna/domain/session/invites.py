"""What can still be told of invitations of colleagues when their requests are long closed."""

from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import RoutingActivity

_INVITED = (RoutingActivity.INVITED_GROUP, RoutingActivity.INVITED_USER)


def invited_by_offer(session: Session, offer_id: int) -> int | None:
    """The colleague whom an invitation offered the session; None where the offer was of another request."""
    for row in session.history:
        if row.offer_id == offer_id:
            return row.operator_id if _is_invite(session, row.request_id) else None
    return None


def _is_invite(session: Session, request_id: int) -> bool:
    """Its request is opened by the fact that follows the invitation."""
    return any(row.activity in _INVITED and row.mark.version == request_id - 1 for row in session.history)
