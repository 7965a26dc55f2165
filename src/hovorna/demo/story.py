"""What is going to happen in a session, decided by chance once: the same session always has the same story.

Guest and operator each work it out for themselves, also after a restart; nothing of it has to be kept.
"""

import random
from enum import Enum, auto
from typing import TypeVar

import msgspec

from hovorna.demo.words.dialogues import DIALOGUES, Dialogue
from hovorna.domain.session.state import Joining, Offer, Session
from hovorna.domain.vocabulary import MESSAGING_SOURCES, Channel, DialState

Word = TypeVar("Word")


class Twist(Enum):
    """What interrupts the talk, if anything does."""

    NONE = auto()
    HOLD = auto()
    FORWARD_TO_GROUP = auto()
    FORWARD_TO_OPERATOR = auto()
    FORWARD_TO_PHONE = auto()
    INVITE_GROUP = auto()
    INVITE_OPERATOR = auto()
    #: The guest's connection is lost and comes back.
    DROP = auto()
    #: … and does not come back.
    DROP_FOR_GOOD = auto()
    BAN = auto()


_TWISTS: dict[str, dict[Twist, int]] = {
    "call": {
        Twist.NONE: 52,
        Twist.HOLD: 14,
        Twist.FORWARD_TO_GROUP: 8,
        Twist.FORWARD_TO_OPERATOR: 8,
        Twist.FORWARD_TO_PHONE: 8,
        Twist.INVITE_OPERATOR: 6,
        Twist.INVITE_GROUP: 4,
    },
    "chat": {
        Twist.NONE: 50,
        Twist.FORWARD_TO_GROUP: 10,
        Twist.FORWARD_TO_OPERATOR: 8,
        Twist.INVITE_OPERATOR: 8,
        Twist.INVITE_GROUP: 4,
        Twist.DROP: 14,
        Twist.DROP_FOR_GOOD: 6,
    },
    "messages": {
        Twist.NONE: 74,
        Twist.FORWARD_TO_GROUP: 12,
        Twist.FORWARD_TO_OPERATOR: 10,
        Twist.BAN: 4,
    },
}

_DIALS = {
    DialState.ANSWERED: 86,
    DialState.NO_ANSWER: 7,
    DialState.REJECTED: 4,
    DialState.UNREACHABLE: 2,
    DialState.INVALID_NUMBER: 1,
}


class Story(msgspec.Struct, frozen=True):
    language: str
    dialogue: Dialogue
    #: Seconds before the guest seeks an operator: entry form, IVR, chatbot, dial.
    entry: float
    #: Seconds that the guest waits in lines before giving up.
    patience: float
    #: Seconds that the first operator talks.
    talk: float
    is_ended_by_guest: bool
    gives_up_at_entry: bool
    opens_invitation: bool
    dialled: DialState
    twist: Twist
    is_answered_elsewhere: bool
    keeps_acw: bool
    stars: int | None
    is_nps: bool
    shares_file: bool
    sets_params: bool


def chance(seed: int, *what: object) -> random.Random:
    return random.Random(":".join(map(str, (seed, *what))))


def pick(rng: random.Random, weights: dict[Word, int]) -> Word:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def kind_of_talk(session: Session) -> str:
    if session.source in MESSAGING_SOURCES:
        return "messages"
    return "chat" if session.channel is Channel.CHAT else "call"


def story_of(seed: int, session: Session) -> Story:
    rng = chance(seed, session.id, "story")
    language = language_of(seed, session.id)
    is_nps = rng.random() < 0.3
    return Story(
        language=language,
        dialogue=dialogue_of(seed, session.id),
        entry=rng.uniform(0.7, 2.5),
        patience=rng.uniform(1.0, 5.0) if rng.random() < 0.15 else rng.uniform(25.0, 60.0),
        talk=rng.triangular(5.0, 25.0, 9.0),
        is_ended_by_guest=rng.random() < 0.4,
        gives_up_at_entry=rng.random() < 0.03,
        opens_invitation=rng.random() < 0.85,
        dialled=pick(rng, _DIALS),
        twist=pick(rng, _TWISTS[kind_of_talk(session)]),
        is_answered_elsewhere=rng.random() < 0.6,
        keeps_acw=rng.random() < 0.4,
        stars=_stars(rng, is_nps) if rng.random() < 0.45 else None,
        is_nps=is_nps,
        shares_file=rng.random() < 0.25,
        sets_params=rng.random() < 0.35,
    )


def _stars(rng: random.Random, is_nps: bool) -> int:
    return min(10, int(rng.triangular(0, 11, 9))) if is_nps else min(5, int(rng.triangular(1, 6, 5)))


def language_of(seed: int, session_id: int) -> str:
    return "cs" if chance(seed, session_id, "language").random() < 0.7 else "en"


def dialogue_of(seed: int, session_id: int) -> Dialogue:
    return chance(seed, session_id, "dialogue").choice(DIALOGUES[language_of(seed, session_id)])


class Mood(Enum):
    """How an operator takes an offer."""

    READY = auto()
    #: Answers after the accept time-out, if the offer is still there.
    SLOW = auto()
    #: Is not at the desk.
    ABSENT = auto()
    UNWILLING = auto()
    #: Accepts on the desk and then does not pick the telephone up.
    DEAF = auto()


_MOODS = {Mood.READY: 80, Mood.SLOW: 6, Mood.ABSENT: 4, Mood.UNWILLING: 7, Mood.DEAF: 3}


class Reaction(msgspec.Struct, frozen=True):
    mood: Mood
    seconds: float


def reaction_to(seed: int, offer: Offer) -> Reaction:
    rng = chance(seed, offer.id, offer.operator_id, "offer")
    return Reaction(pick(rng, _MOODS), rng.uniform(0.8, 3.0))


class Stay(msgspec.Struct, frozen=True):
    """One operator's part in a session."""

    #: Seconds.
    talk: float
    acw: float
    preparation: float
    writes_note: bool
    sets_tag: bool


def stay_of(seed: int, session: Session, joining: Joining) -> Stay:
    rng = chance(seed, session.id, joining.joined.version, "stay")
    is_first = session.joinings[0].joined.version == joining.joined.version
    later = rng.uniform(5.0, 10.0)
    return Stay(
        talk=story_of(seed, session).talk if is_first else later,
        acw=rng.uniform(2.0, 8.0),
        preparation=rng.uniform(0.8, 3.0),
        writes_note=rng.random() < 0.5,
        sets_tag=rng.random() < 0.5,
    )
