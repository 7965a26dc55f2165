"""What a watcher of the demo sees: soon, in variety, and within the laws."""

import hashlib
import io
import wave
from collections import Counter
from datetime import timedelta

import pytest

from hovorna.demo.recorder import is_unfinished
from hovorna.domain import facts as f
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import (
    CampaignKind,
    Channel,
    ParamSource,
    Presence,
    RoutingActivity,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.demo.laws import violations
from tests.demo.stage import Stage
from tests.demo.virtual_time import START


def test_every_source_appears_within_two_minutes(two_minutes: Stage) -> None:
    sessions = two_minutes.sessions()
    assert {session.source for session in sessions} == set(Source)
    assert {session.campaign_kind for session in sessions} >= set(CampaignKind)
    assert {session.channel for session in sessions} == set(Channel)


def test_twenty_sessions_are_closed_within_two_minutes(two_minutes: Stage) -> None:
    assert sum(session.status is SessionStatus.CLOSED for session in two_minutes.sessions()) >= 20


def test_a_recording_that_plays_is_there_within_two_minutes(two_minutes: Stage) -> None:
    recordings = [one for session in two_minutes.sessions() for one in session.recordings.values() if one.blob]
    assert recordings
    contents = set()
    for recording in recordings:
        content = (two_minutes.blobs.folder / str(recording.blob)).read_bytes()
        contents.add(content)
        assert recording.media_type == "audio/wav"
        assert recording.size == len(content)
        assert recording.sha256 == hashlib.sha256(content).hexdigest()
        with wave.open(io.BytesIO(content)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        assert recording.duration == timedelta(seconds=seconds)
    assert len(contents) == len(recordings)


def test_a_recording_is_as_long_as_its_operators_talk(half_an_hour: Stage) -> None:
    compared = 0
    for session in half_an_hour.sessions():
        for recording in session.recordings.values():
            if recording.duration is None:
                continue
            left = [
                one.left.at - recording.started.at
                for one in session.joinings
                if one.operator_id == recording.operator_id and one.left is not None
            ]
            compared += any(abs(talk - recording.duration) < timedelta(seconds=1) for talk in left)
    assert compared > 100


def test_the_same_seed_on_an_empty_store_plays_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    stages = [Stage(tmp_path_factory.mktemp("demo")) for _ in range(2)]
    for stage in stages:
        stage.play(60, seed=7)
    assert stages[0].facts() == stages[1].facts()


def test_no_law_is_violated(half_an_hour: Stage) -> None:
    assert violations(half_an_hour) == []


def test_phone_and_video_talks_are_recorded_and_processed_before_the_session_closes(half_an_hour: Stage) -> None:
    talked = 0
    for session in half_an_hour.sessions():
        if session.channel is Channel.CHAT:
            assert not session.recordings
        elif session.status.is_final and any(visit.state is SessionStatus.ACTIVE for visit in session.visits):
            talked += 1
            assert session.recordings
            assert not any(is_unfinished(one) or one.is_failed for one in session.recordings.values())
    assert talked > 100


def test_nothing_happens_to_a_session_after_its_last_instant(half_an_hour: Stage) -> None:
    for facts in half_an_hour.facts_of_sessions().values():
        session = fold(facts)
        if session.status.is_final:
            # The fact that ended it, and what the same turn said about it.
            final = session.visits[-1].since.version
            assert all(fact.at == facts[-1].at for fact in facts if fact.version >= final)


def test_people_do_many_kinds_of_things(half_an_hour: Stage) -> None:
    types = Counter(fact.type for _, fact in half_an_hour.facts())
    wanted = {
        f.OfferTimedOut,
        f.OfferRejected,
        f.OfferWithdrawn,
        f.GroupQueueTimedOut,
        f.ForwardedToGroup,
        f.ForwardedToUser,
        f.ForwardedToPhone,
        f.PhoneForwardFailed,
        f.InvitedUser,
        f.InvitedGroup,
        f.GuestDropped,
        f.GuestReturned,
        f.GuestBanned,
        f.GuestLeft,
        f.HoldStarted,
        f.HoldEnded,
        f.ChatbotJoined,
        f.ChatbotLeft,
        f.FeedbackGiven,
        f.FileShared,
        f.NoteWritten,
        f.TagAssigned,
        f.CallParamsSet,
    }
    assert {body.__name__ for body in wanted} - set(types) == set()
    ends = {session.termination for session in half_an_hour.sessions()}
    assert ends >= {
        TerminationReason.GUEST_ABANDONED,
        TerminationReason.GUEST_LEFT,
        TerminationReason.OPERATOR_LEFT,
        TerminationReason.OPERATOR_ABANDONED,
        TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE,
        TerminationReason.CAMPAIGN_FAILED_DIAL,
    }
    assert any(session.is_auto_accepted for session in half_an_hour.sessions())
    assert any(session.had_concurrent_operators for session in half_an_hour.sessions())


def test_operators_take_breaks_one_at_a_time(half_an_hour: Stage) -> None:
    breaks = 0
    for department_id in half_an_hour.departments():
        resting = set[int]()
        for fact in half_an_hour.log.facts_after(department_id, 0):
            if isinstance(fact.body, f.PresenceSet):
                resting.discard(fact.body.operator_id)
                if fact.body.presence is Presence.BREAK:
                    resting.add(fact.body.operator_id)
                    breaks += 1
            assert len(resting) <= 1
    assert breaks > 10


def test_operators_come_back_when_the_system_sent_them_away(half_an_hour: Stage) -> None:
    sent_away, back = 0, 0
    for department_id in half_an_hour.departments():
        away = set[int]()
        for fact in half_an_hour.log.facts_after(department_id, 0):
            if isinstance(fact.body, f.PresenceSet) and fact.body.presence is Presence.AWAY:
                away.add(fact.body.operator_id)
                sent_away += 1
            elif isinstance(fact.body, f.PresenceSet) and fact.body.operator_id in away:
                away.discard(fact.body.operator_id)
                back += 1
    assert sent_away
    assert back >= sent_away - 1


#: The states that a source skips (session-semantics, section 3), where nobody forwards or invites.
NO_BCW = frozenset({SessionStatus.BCW})
NO_QUEUE = frozenset({SessionStatus.IN_QUEUE, SessionStatus.WAITING})
SKIPS: dict[Source, frozenset[SessionStatus]] = {
    **dict.fromkeys(Source, NO_BCW),
    Source.CALLBACK: frozenset(),
    Source.OUTGOING_CALL: NO_QUEUE,
    Source.CHAT_INVITATION: NO_QUEUE,
}

#: … and those that it passes through when all goes well.
PASSES: dict[Source, frozenset[SessionStatus]] = {
    source: frozenset(SessionStatus) - {SessionStatus.BLACKLISTED} - skips for source, skips in SKIPS.items()
}

HANDED_OVER = {RoutingActivity.FORWARDED_TO_GROUP, RoutingActivity.FORWARDED_TO_USER}


@pytest.mark.parametrize("source", list(Source))
def test_a_source_passes_through_its_states(half_an_hour: Stage, source: Source) -> None:
    of_source = [one for one in half_an_hour.sessions() if one.source is source and not handed_over(one)]
    for kind in {session.campaign_kind for session in of_source}:
        visited = [states(one) for one in of_source if one.campaign_kind is kind]
        skips = frozenset[SessionStatus]() if kind is CampaignKind.PREVIEW else SKIPS[source]
        assert all(not (one & skips) for one in visited)
        passes = PASSES[source] | {SessionStatus.BCW} if kind is CampaignKind.PREVIEW else PASSES[source]
        assert passes in visited


def handed_over(session: Session) -> bool:
    return any(row.activity in HANDED_OVER for row in session.history)


def states(session: Session) -> set[SessionStatus]:
    return {visit.state for visit in session.visits}


def test_messages_are_in_czech_and_in_english(half_an_hour: Stage) -> None:
    texts = [
        value
        for department_id in half_an_hour.departments()
        for _, slot, value in half_an_hour.log.personal_rows(department_id)
        if slot.startswith("text:")
    ]
    assert any("Dobrý den" in text for text in texts)
    assert any("Hello" in text for text in texts)


def test_call_params_say_where_they_came_from(half_an_hour: Stage) -> None:
    documents = [
        value
        for department_id in half_an_hour.departments()
        for _, slot, value in half_an_hour.log.personal_rows(department_id)
        if slot == "params"
    ]
    for source in (ParamSource.ENTRY_FORM, ParamSource.USER):
        assert any(f'"source":"{source.value}"' in document for document in documents)


def test_the_first_session_is_recorded_soon(two_minutes: Stage) -> None:
    processed = [fact.at for _, fact in two_minutes.facts() if isinstance(fact.body, f.RecordingProcessed)]
    assert min(processed) - START < timedelta(seconds=60)
