"""Why an operator can't be offered a session: the words that are stored with every assignment."""

from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Request, Session
from hovorna.domain.vocabulary import Presence


def why_not(operator: Operator, session: Session, request: Request, needs_slot: bool = True) -> str | None:
    """None when the operator may be offered this request."""
    if not operator.settings.is_enabled:
        return "disabled"
    if operator.presence is not Presence.ONLINE:
        return operator.presence.lower()
    if not operator.is_connected:
        return "disconnected"
    if not operator.settings.takes(session.about.channel, session.about.source):
        return "channel off"
    if session.id in operator.work:
        return "in the session"
    if session.id in operator.offers.values():
        return "has an offer"
    if request.refused_by and (request.group_id or 0, operator.id) in request.refused_by:
        return "refused"
    if needs_slot and not operator.has_room_for(session.claim):
        return "full"
    return None
