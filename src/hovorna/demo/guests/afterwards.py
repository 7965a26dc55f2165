"""After the talk: a rating, and the page is closed; both only while the session is not closed yet."""

from hovorna.demo.guests.guest import Guest
from hovorna.domain.switchboard.commands import GiveFeedback, LeaveAsGuest
from hovorna.domain.vocabulary import FeedbackScale


async def part(guest: Guest) -> None:
    floor, session = guest.floor, guest.session
    stars = guest.story.stars
    if stars is not None and session.feedback is None:
        await floor.stay(session, 1.0)
        await floor.do(session, _feedback(guest, stars))
    if session.guest_is_connected:
        await floor.stay(session, 0.8)
        await floor.do(session, LeaveAsGuest(session.id))
    await floor.stay(session, 60.0)


def _feedback(guest: Guest, stars: int) -> GiveFeedback:
    """Only the happy ones find words."""
    story = guest.story
    scale, happy = (FeedbackScale.NPS, 8) if story.is_nps else (FeedbackScale.LIKERT, 4)
    return GiveFeedback(guest.session.id, stars, scale, story.dialogue.praise if stars >= happy else None)
