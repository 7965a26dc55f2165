"""What programs do with the client, against the API itself."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.client import ApiError, AsyncClient, Client, ClientCredentials, FixedToken, Options, Place, Upload
from hovorna.contract.durations import parse_duration
from hovorna.contract.groups import CreateGroupModel, GroupMember, GroupMembers
from hovorna.contract.operations_guest import NewGuest, NewMessage, NewSession
from hovorna.contract.operations_operator import NewPresence, NewRecording
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.session_requests import ForwardSessionModel, SessionNoteModel, UpdateCallParamsModel
from hovorna.contract.tags import CreateTagModel
from hovorna.contract.users import CreateUserModel
from hovorna.contract.webhooks import WebhookAddEditRequest
from hovorna.domain.session.durations import DurationName
from hovorna.domain.vocabulary import Presence, RecordingType, SessionStatus, Source
from tests.api.house import OTHER_GROUP, House
from tests.api.sockets import listening


async def talk(house: House, client: AsyncClient, **more: str) -> int:
    """A session that Eva has accepted."""
    new = NewSession(message="My parcel has not come.", call_params={"order": "2041"}, guest=NewGuest(language="en"))
    session_id = (await client.guest.create_session(new)).session_id
    (offer,) = await client.operator.offers(house.eva)
    house.pass_time(seconds=10)
    assert (await client.operator.accept(house.eva, offer.offer_id)).session_id == session_id
    return session_id


async def test_a_session_from_its_beginning_to_its_end(house: House, client: AsyncClient) -> None:
    session_id = await talk(house, client)
    await client.operator.post_message(house.eva, session_id, NewMessage(text="Let me look."))
    house.pass_time(seconds=60)
    await client.operator.leave(house.eva, session_id)
    house.pass_time(seconds=20)
    await client.operator.conclude(house.eva, session_id)
    session = await client.sessions.get(session_id)
    assert session.status is SessionStatus.CLOSED
    assert [one.id for one in await client.sessions.list({"Status": [SessionStatus.CLOSED]})] == [session_id]

    history = await client.sessions.routing_history(session_id)
    assert {step.operator.user_id for step in history if step.operator} == {house.eva}
    facts = await client.sessions.events(session_id)
    assert facts[0].type == "SessionCreated"

    told = await client.sessions.durations(session_id)
    durations = {one.name: one.duration for one in told.durations}
    assert (durations[DurationName.ACTIVE], durations[DurationName.ACW]) == ("PT1M", "PT20S")
    visits = [(one.begin, one.end) for one in told.visits if one.end is not None]
    assert sum((end - begin for begin, end in visits), timedelta()) == timedelta(seconds=90)
    assert parse_duration(durations[DurationName.ACTIVE] or "") == timedelta(seconds=60)


async def test_a_session_is_changed(house: House, client: AsyncClient) -> None:
    session_id = await talk(house, client)
    tag = await client.tags.create(house.department, CreateTagModel(name="angry"))
    await client.sessions.add_tag(session_id, tag)
    await client.sessions.set_call_params(session_id, UpdateCallParamsModel(call_params={"crmId": "K-77"}))
    await client.sessions.set_note(session_id, SessionNoteModel(note="Called before."))
    params = await client.sessions.call_params(session_id)
    assert {one.name: one.value for one in params.call_params} == {"order": "2041", "crmId": "K-77"}
    assert [one.name for one in (await client.sessions.get(session_id)).tags or ()] == ["angry"]
    await client.sessions.remove_tag(session_id, tag)
    assert not (await client.sessions.get(session_id)).tags
    await client.sessions.forward(session_id, ForwardSessionModel(operator_group_id=OTHER_GROUP))
    await client.sessions.end(session_id)
    with pytest.raises(ApiError) as caught:
        await client.sessions.end(session_id)
    assert (caught.value.status, caught.value.code) == (400, "move_refused")


async def test_a_recording_and_a_file_go_there_and_back(house: House, client: AsyncClient, tmp_path: Path) -> None:
    session_id = await talk(house, client)
    started = await client.recordings.start(house.eva, session_id, NewRecording(type=RecordingType.ALL_PARTICIPANTS))
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(bytes(range(256)) * 1000)
    upload = Upload(sound, "audio/mpeg")
    length = timedelta(seconds=3)
    await client.recordings.upload(house.eva, session_id, started.recording_id, upload, duration=length)
    await client.operator.share_file(house.eva, session_id, Upload(b"terms"), name="terms.txt")

    session = await client.sessions.get(session_id)
    (recording,) = session.recordings or ()
    assert recording.duration == "PT3S"
    assert recording.download_url is not None
    there = tmp_path / "there.mp3"
    await client.download(recording.download_url, there)
    assert there.read_bytes() == sound.read_bytes()
    assert await client.sessions.recording(session_id, started.recording_id) == there.read_bytes()
    (file,) = [one.file for one in session.activities or () if one.file is not None]
    async with client.stream(file.download_url or "") as response:
        assert b"".join([chunk async for chunk in response.aiter_bytes()]) == b"terms"


async def test_people_groups_webhooks_and_what_else_is_administered(house: House, client: AsyncClient) -> None:
    assert [one.id for one in await client.departments.list()] == [house.department]
    new = CreateUserModel(first_name="Ota", last_name="Nový", username="ota", email="ota@desk.example")
    user_id = await client.users.create(new)
    assert (await client.users.get(user_id)).username == "ota"
    assert {one.id for one in await client.users.list()} >= {house.eva, house.petr, user_id}
    group_id = await client.groups.create(CreateGroupModel(name="Night", department_id=house.department))
    await client.groups.set_members(group_id, GroupMembers(members=(GroupMember(user_id=house.petr),)))
    assert [one.user_id for one in (await client.groups.members(group_id)).members] == [house.petr]
    assert group_id in [one.id for one in await client.groups.list(department_id=house.department)]
    states = {one.user_id: one for one in await client.users.operator_states()}
    await client.operator.set_presence(house.eva, NewPresence(presence=Presence.AWAY))
    history = await client.users.operator_states_of(house.eva, limit=10)
    assert history.data[0].state_kind != states[house.eva].state_kind

    wanted = WebhookAddEditRequest(
        event_types=(WebhookEventType.SESSION_CREATED,), callback_url="https://crm.example/hook"
    )
    webhook_id = await client.webhooks.create(wanted)
    assert (await client.webhooks.get(webhook_id)).callback_url == "https://crm.example/hook"
    with pytest.raises(ApiError) as caught:
        await client.webhooks.create(wanted)
    assert (caught.value.status, caught.value.content) == (409, b"%d" % webhook_id)


async def test_contacts_come_with_what_the_company_knows_besides(house: House, client: AsyncClient) -> None:
    given = {"oo1_guest_phone": ["+420555010203"], "crmId": "K-77"}
    (contact_id,) = await client.contacts.create_in_department(house.department, [given])
    (flat,) = await client.contacts.get(contact_id, house.department)
    assert (flat["id"], flat["oo1_guest_phone"], flat["crmId"]) == (contact_id, ["+420555010203"], "K-77")
    (model,) = await client.contacts.list(department_id=house.department)
    assert model.data["crmId"] == ["K-77"]


async def test_a_guest_has_a_client_too(house: House, client: AsyncClient) -> None:
    created = await client.guest.create_session(NewSession(source=Source.API))
    options: Options[object] = Options(transport=client.http._transport)
    async with AsyncClient("http://desk.example", FixedToken(created.guest_token), options) as guest:  # type: ignore[arg-type]
        await guest.guest.post_message(created.session_id, NewMessage(text="Hello?"))
        conversation = await guest.guest.activities(created.session_id)
        with pytest.raises(ApiError, match="401"):
            await guest.sessions.get(created.session_id)
    assert conversation.session_id == created.session_id
    assert len(conversation.activities) >= 1


async def test_the_log_is_read_to_its_end(house: House, client: AsyncClient) -> None:
    await house.closed()
    events = [event async for event in client.events.follow(Place(after=3, is_ending=True))]
    assert [event.version for event in events] == list(range(4, house.version + 1))


async def test_a_program_that_waits_does_the_same(house: House, tmp_path: Path) -> None:
    def work(port: int) -> tuple[list[int], list[int], bytes]:
        with Client(f"http://127.0.0.1:{port}", ClientCredentials(*house.client)) as client:
            sessions = [client.guest.create_session(NewSession()).session_id for _ in range(5)]
            (offer, *_) = client.operator.offers(house.eva)
            client.operator.accept(house.eva, offer.offer_id)
            client.operator.share_file(house.eva, sessions[0], Upload(b"terms"), name="terms.txt")
            (file,) = [one.file for one in client.sessions.get(sessions[0]).activities or () if one.file is not None]
            client.download(file.download_url or "", tmp_path / "terms.txt")
            listed = [session.id for session in client.sessions.iterate()]
            return sessions, listed, (tmp_path / "terms.txt").read_bytes()

    async with listening(house) as wire:
        sessions, listed, content = await asyncio.to_thread(work, wire.port)
    assert (listed, content) == (sessions[::-1], b"terms")
