"""One colour and one sign for each state, the same in the terminal, the docs and on every screen."""

from typing import NamedTuple

from hovorna.domain.vocabulary import SessionStatus


class Look(NamedTuple):
    sign: str
    #: For terminals that can't show the sign.
    letter: str
    colour: str


LOOKS: dict[SessionStatus, Look] = {
    SessionStatus.CREATED: Look("○", "o", "#8a8a8a"),
    SessionStatus.IN_QUEUE: Look("◔", "q", "#d7a000"),
    SessionStatus.WAITING: Look("◑", "w", "#ff8700"),
    SessionStatus.BCW: Look("◇", "b", "#875fd7"),
    SessionStatus.ACTIVE: Look("●", "*", "#00a050"),
    SessionStatus.ACW: Look("✎", "a", "#0087d7"),
    SessionStatus.CLOSED: Look("■", "#", "#708090"),
    SessionStatus.BLACKLISTED: Look("⊘", "x", "#d70000"),
}
