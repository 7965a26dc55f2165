"""An operator who is offered a session: most accept, some are slow, away, unwilling or don't hear the telephone."""

from hovorna.demo.floor import Floor
from hovorna.demo.story import Mood, reaction_to
from hovorna.domain.session.state import Offer, Session
from hovorna.domain.switchboard.commands import AcceptOffer, RejectOffer, RingLeg
from hovorna.domain.vocabulary import Channel

#: Seconds that a guest from outside the demo waits: whoever tries the API by hand may answer first.
FOR_STRANGERS = 5.0

#: Longer than the leg may ring.
_DOES_NOT_PICK_UP = 10.0


async def answer(floor: Floor, session: Session, offer: Offer) -> None:
    """Ends when the offer does."""

    def is_gone(one: Session) -> bool:
        return offer.id not in one.offers

    reaction = reaction_to(floor.seed, offer)
    own = session.id in floor.own
    if await floor.until(session, is_gone, reaction.seconds if own else FOR_STRANGERS):
        return
    mood = reaction.mood if own else Mood.READY
    if mood is Mood.UNWILLING:
        await floor.do(session, RejectOffer(offer.operator_id, offer.id))
        return
    if mood in (Mood.SLOW, Mood.ABSENT):
        timeout = floor.mirror.groups[offer.group_id].accept_timeout.total_seconds() if offer.group_id else 8.0
        if await floor.until(session, is_gone, timeout * (1.0 if mood is Mood.SLOW else 4.0)):
            return
    await _accept(floor, session, offer, mood)


async def _accept(floor: Floor, session: Session, offer: Offer, mood: Mood) -> None:
    """Somebody who is full at the moment (a whole group is asked without regard to slots) tries again."""

    def is_gone(one: Session) -> bool:
        return offer.id not in one.offers

    while not is_gone(session) and not session.status.is_final:
        if session.channel is Channel.PHONE:
            await floor.do(session, RingLeg(offer.operator_id, offer.id))
            if await floor.until(session, is_gone, _DOES_NOT_PICK_UP if mood is Mood.DEAF else 0.8):
                return
        floor.taken.add(offer.id)
        await floor.do(session, AcceptOffer(offer.operator_id, offer.id))
        await floor.until(session, is_gone, 2.0)
