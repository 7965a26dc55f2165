"""Simulated guests: they call, listen to the IVR, wait, give up or talk, and hang up."""

from collections.abc import Iterator
from functools import partial

from hovorna.domain.facts import Fact, OfferAccepted, SessionCreated
from hovorna.domain.switchboard.commands import CreateSession, LeaveAsGuest, LeaveSession, RequestRouting
from hovorna.domain.vocabulary import Channel, Source
from hovorna.simulator.floor import Floor
from hovorna.simulator.guests import Guest

#: The call param that names the group which a guest wants.
GROUP_PARAM = "group"

CALL = SessionCreated(Channel.PHONE, Source.INCOMING_CALL)


class Callers:
    def __init__(self, floor: Floor, guests: Iterator[Guest]) -> None:
        self._floor = floor
        self._guests = guests
        self._last_session_id = 0
        self._on_the_line: dict[int, Guest] = {}
        self.are_all_in = False
        floor.on(OfferAccepted, self._answered)

    def expect_next(self) -> None:
        """The next guest is on the agenda as soon as the last one has come, so that no more than one has to be."""
        guest = next(self._guests, None)
        if guest is None:
            self.are_all_in = True
            return
        self._floor.agenda.at(guest.at, partial(self._call, guest))

    def _call(self, guest: Guest) -> None:
        self._last_session_id += 1
        session_id = self._last_session_id
        self._on_the_line[session_id] = guest
        self._floor.do(CreateSession(session_id, CALL, is_routed=False))
        self._floor.agenda.after(guest.ivr, partial(self._finish_ivr, session_id, guest))
        self.expect_next()

    def _finish_ivr(self, session_id: int, guest: Guest) -> None:
        if guest.hangs_up_in_ivr:
            self._hang_up(session_id)
            return
        params = {GROUP_PARAM: guest.group} if guest.group else {}
        self._floor.do(RequestRouting(session_id, params=params))
        self._floor.agenda.after(guest.patience, partial(self._lose_patience, session_id))

    def _lose_patience(self, session_id: int) -> None:
        session = self._floor.board.sessions.get(session_id)
        if session is not None and session.started is None and not session.is_over:
            self._hang_up(session_id)

    def _hang_up(self, session_id: int) -> None:
        self._on_the_line.pop(session_id, None)
        self._floor.do(LeaveAsGuest(session_id))

    def _answered(self, fact: Fact, _body: OfferAccepted) -> None:
        session = self._floor.board.sessions[fact.session_id]
        guest = self._on_the_line.pop(fact.session_id, None)
        if guest is None:
            return
        operator_id = session.joinings[-1].operator_id
        self._floor.agenda.after(guest.service, partial(self._finish_call, fact.session_id, operator_id, guest))

    def _finish_call(self, session_id: int, operator_id: int, guest: Guest) -> None:
        if guest.ends_call:
            self._floor.do(LeaveAsGuest(session_id))
            return
        self._floor.do(LeaveSession(session_id, operator_id))
