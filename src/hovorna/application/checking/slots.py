"""Which personal slots a session may have, and which it must have, by what its facts say."""

from collections.abc import Iterable, Iterator

from hovorna.application import names, personal
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact

#: What a contact may bring along without a fact of its own.
_BROUGHT_ALONG = frozenset(
    {
        personal.IP_ADDRESS,
        personal.TRACKED_ID,
        personal.IDENTITY,
        personal.URL,
        personal.DIRECT_CALL_NUMBER,
        personal.PHONE_CALLBACK_NUMBER,
        personal.PARAMS,
    }
)


class Slots:
    """Of one session."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.required: set[str] = set()
        self._allowed: set[str] = set(_BROUGHT_ALONG)
        self.is_anonymised = False
        for fact in facts:
            self._follow(fact)

    def _follow(self, fact: Fact) -> None:
        body = fact.body
        operator_id, group_id = names.people_of(fact)
        if operator_id is not None:
            self.required.add(personal.operator_name(operator_id))
        if group_id is not None:
            self._allowed.add(personal.group_name(group_id))
        if isinstance(body, f.Anonymised):
            self.is_anonymised = True
        self.required.update(_written_with(fact))
        self._allowed.update(getattr(body, "slots", ()))
        if isinstance(body, f.FeedbackGiven):
            self._allowed.add(personal.FEEDBACK)

    def missing(self, present: Iterable[str]) -> list[str]:
        wanted = {slot for slot in self.required if not self.is_anonymised or personal.is_lasting(slot)}
        return sorted(wanted.difference(present))

    def orphans(self, present: Iterable[str]) -> list[str]:
        """What no fact explains; of an anonymised session, everything but the names of those who served it."""
        if self.is_anonymised:
            return sorted(slot for slot in present if not personal.is_lasting(slot))
        return sorted(slot for slot in present if slot not in self.required and slot not in self._allowed)


def _written_with(fact: Fact) -> Iterator[str]:
    body = fact.body
    if isinstance(body, f.MessagePosted):
        yield personal.text(fact.version)
    elif isinstance(body, f.FileShared):
        yield personal.file_name(body.file_id)
    elif isinstance(body, f.RecordingStarted):
        yield personal.recording_name(body.recording_id)
    elif isinstance(body, f.CallParamsSet):
        yield personal.PARAMS
    elif isinstance(body, f.NoteWritten):
        yield personal.NOTE if body.operator_id is None else personal.operator_note(body.operator_id)
