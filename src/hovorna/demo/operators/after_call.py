"""After-call work: a note, a tag, and concluding once the recordings are there."""

from functools import partial

from hovorna.demo.floor import Beat
from hovorna.demo.operators.attendance import Attendance
from hovorna.demo.recorder import is_all_processed
from hovorna.demo.story import chance
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import AssignTag, Conclude, WriteNote


async def conclude(here: Attendance) -> None:
    """If recordings are late, so is the operator: a closed session does not change any more."""
    floor, session, left = here.floor, here.session, here.joining.left
    since = left.at if left is not None else floor.now()
    await floor.play(session, since, _beats(here), here.is_not_concluded)
    if not await floor.until(session, is_all_processed, 30.0):
        return
    await floor.do(session, Conclude(session.id, here.operator_id), may_conclude)


def may_conclude(session: Session) -> bool:
    """The last to conclude closes the session."""
    return not session.is_over or session.unconcluded > 1 or is_all_processed(session)


def _beats(here: Attendance) -> list[Beat]:
    floor, session, plan = here.floor, here.session, here.plan
    beats = [Beat(plan.acw, _nothing)]
    if plan.writes_note:
        note = WriteNote(session.id, here.story.dialogue.note, here.operator_id)
        beats.append(Beat(plan.acw * 0.4, partial(floor.do, session, note)))
    if plan.sets_tag and floor.mirror.tags:
        tag_id = chance(floor.seed, session.id, "tag").choice(sorted(floor.mirror.tags))
        beats.append(Beat(plan.acw * 0.7, partial(floor.do, session, AssignTag(session.id, tag_id, here.operator_id))))
    return beats


async def _nothing() -> None:
    """Only the time has passed."""
