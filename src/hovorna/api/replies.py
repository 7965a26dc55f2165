"""What a write answers, read from the facts that it made."""

from collections.abc import Sequence

from hovorna.api.answers import encode
from hovorna.api.call import Reply
from hovorna.contract.operations_guest import PostedMessage, SharedFile
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.turn import Turn


def fact_of(turns: Sequence[Turn], kind: type[f.Body]) -> Fact:
    return next(fact for turn in turns for fact in turn.facts if isinstance(fact.body, kind))


def posted(turns: Sequence[Turn]) -> Reply:
    return 201, encode(PostedMessage(activity_id=fact_of(turns, f.MessagePosted).version))


def shared(turns: Sequence[Turn]) -> Reply:
    fact = fact_of(turns, f.FileShared)
    assert isinstance(fact.body, f.FileShared)  # noqa: S101 - what was asked for; narrows the type
    return 201, encode(SharedFile(file_id=fact.body.file_id, activity_id=fact.version))
