"""An operator's stay in a session, from joining to concluding; it can be taken up anywhere in between."""

from hovorna.demo.floor import Floor
from hovorna.demo.operators.after_call import conclude
from hovorna.demo.operators.attendance import Attendance
from hovorna.demo.operators.before_call import reach_guest
from hovorna.demo.operators.strangers import serve
from hovorna.demo.operators.talking import talk
from hovorna.demo.story import stay_of, story_of
from hovorna.domain.session.state import Joining, Session
from hovorna.domain.vocabulary import SessionStatus


async def stay(floor: Floor, session: Session, joining: Joining) -> None:
    story, plan = story_of(floor.seed, session), stay_of(floor.seed, session, joining)
    here = Attendance(floor, session, joining, story, plan)
    while joining.concluded is None and not session.status.is_final:
        version = session.last_version
        await _step(here)
        if session.last_version == version:
            await floor.sleep(0.5)


async def _step(here: Attendance) -> None:
    session = here.session
    if here.is_out(session):
        await conclude(here)
    elif session.id not in here.floor.own:
        await serve(here)
    elif session.status is SessionStatus.BCW:
        await reach_guest(here)
    else:
        await talk(here)
