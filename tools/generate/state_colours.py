"""The colour of each state in the docs' pictures: those of the terminal."""

from hovorna.domain.vocabulary import SessionStatus as S

COLOURS: dict[S, str] = {
    S.CREATED: "#8a8a8a",
    S.IN_QUEUE: "#d7a000",
    S.WAITING: "#ff8700",
    S.BCW: "#875fd7",
    S.ACTIVE: "#00a050",
    S.ACW: "#0087d7",
    S.CLOSED: "#708090",
    S.BLACKLISTED: "#d70000",
}
