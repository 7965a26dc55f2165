"""Sees to it that everybody who has something to do in a session is doing it: one task per part that is played."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from hovorna.demo.floor import Floor
from hovorna.demo.guests.living import live
from hovorna.demo.operators.offers import answer
from hovorna.demo.operators.staying import stay
from hovorna.demo.recorder import finish_recording, is_unfinished
from hovorna.domain.session.state import Joining, Session

logger = logging.getLogger(__name__)

Part = Callable[[], Awaitable[object]]

#: (what, id): which part of which session it is.
Key = tuple[str, int]

_LOOKS_EVERY = 5.0


class Life:
    def __init__(self, floor: Floor, tasks: asyncio.TaskGroup) -> None:
        self.floor = floor
        self._tasks = tasks
        self._running: set[Key] = set()
        #: Parts that never end.
        self._residents: dict[Key, Part] = {}
        self._is_open = True

    def look_at(self, session: Session) -> None:
        """Starts the parts that nobody plays yet. Whoever gave up (a refusal, a failure) begins again here."""
        for key, part in self._parts(session):
            self.start(key, part)

    async def watch(self) -> None:
        """For ever: looks at every open session now and then, so that none is stuck."""
        while True:
            for key, part in self._residents.items():
                self.start(key, part)
            for session in list(self.floor.mirror.sessions.values()):
                self.look_at(session)
            await self.floor.sleep(_LOOKS_EVERY)

    def keep_alive(self, key: Key, part: Part) -> None:
        """Started by `watch`, and again after a failure."""
        self._residents[key] = part

    def close(self) -> None:
        """Nobody begins anything any more."""
        self._is_open = False

    def start(self, key: Key, part: Part) -> None:
        if self._is_open and key not in self._running:
            self._running.add(key)
            self._tasks.create_task(self._play(key, part))

    async def _play(self, key: Key, part: Part) -> None:
        try:
            await part()
        except Exception:  # one person's mishap must not stop the others
            logger.exception("A simulated person stumbled.", extra={"event": "demo_part_failed", "part": key[0]})
            await self.floor.sleep(2.0)
        finally:
            self._running.discard(key)

    def _parts(self, session: Session) -> Iterator[tuple[Key, Part]]:
        floor = self.floor
        if session.status.is_final:
            return
        is_own = session.id in floor.own
        if is_own:
            yield ("guest", session.id), partial(live, floor, session)
        for offer in session.offers.values():
            yield ("offer", offer.id), partial(answer, floor, session, offer)
        for joining in session.joinings:
            if joining.concluded is None and (is_own or self._is_ours(joining)):
                yield ("stay", joining.joined.version), partial(stay, floor, session, joining)
        for recording in session.recordings.values() if is_own else ():
            if is_unfinished(recording):
                yield ("recording", recording.id), partial(finish_recording, floor, session, recording)

    def _is_ours(self, joining: Joining) -> bool:
        """With a guest from outside, the demo plays only operators who came of themselves: somebody may drive the
        others by hand."""
        return joining.is_auto or joining.offer_id in self.floor.taken
