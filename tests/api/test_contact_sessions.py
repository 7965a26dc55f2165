"""Whose sessions are whose, and that nothing of an erased contact is left."""

from pathlib import Path

import pytest

from tests.api.contact_calls import EVA, NOTHING, made, one, path, sessions_of
from tests.api.house import Caller, House, Json


@pytest.mark.parametrize(
    "guest",
    [
        {"source": "Callback", "phoneNumber": "00420777123456"},
        {"guest": {"identity": "C-1"}},
        {"callParams": {"email": "Eva@Example.org"}},
        {"callParams": {"oo1_guest_phone": "+420777123456"}},
        {"guest": {"identity": "nobody"}, "callParams": {"E-Mail": "eva@example.org"}},
    ],
)
async def test_a_guest_who_is_a_known_contact_leads_to_them(house: House, guest: Json) -> None:
    number, _ = await made(house, EVA, {"oo1_guest_phone": "1"})
    session_id, _ = await house.guest(**guest)
    assert await sessions_of(house, number) == [session_id]


async def test_a_guid_leads_to_the_contact_however_it_is_written(house: House) -> None:
    guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    [number] = await made(house, {"oo1_guest_guid": [guid.replace("-", "").upper()]})
    session_id, _ = await house.guest(guest={"trackedId": guid})
    assert await sessions_of(house, number) == [session_id]


async def test_a_number_that_several_share_leads_to_nobody(house: House) -> None:
    shared = {"oo1_guest_phone": "1", "oo1_guest_email": "office@example.org"}
    first, second = await made(house, shared, {**shared, "oo1_guest_ident": "C-2"})
    await house.guest(callParams={"phone": "1", "email": "office@example.org"})
    surer, _ = await house.guest(callParams={"phone": "1"}, guest={"identity": "C-2"})
    assert (await sessions_of(house, first), await sessions_of(house, second)) == ([], [surer])


async def test_an_entry_form_that_is_filled_in_later_leads_to_the_contact(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, guest = await house.guest(isRouted=False)
    assert await sessions_of(house, number) == []
    body = {"callParams": {"email": "eva@example.org"}}
    assert (await guest.post(f"/api/v1/guest/sessions/{session_id}/route", json=body)).status_code == 204
    assert await sessions_of(house, number) == [session_id]


async def test_a_merge_takes_the_sessions_along_and_removing_leaves_them(house: House) -> None:
    first, second = await made(house, {"oo1_guest_ident": "C-1"}, {"oo1_guest_ident": "C-2"})
    one_id, _ = await house.guest(guest={"identity": "C-1"})
    other_id, _ = await house.guest(guest={"identity": "C-2"})
    caller = await house.caller()
    assert (await caller.post(path(house, "merge"), json={"ids": [second, first]})).status_code == 200
    assert await sessions_of(house, second) == [one_id, other_id]
    assert (await caller.delete(path(house, second))).status_code == 204
    assert (await caller.get(f"/api/v1/Sessions/{one_id}")).status_code == 200


async def test_an_anonymised_session_is_no_contacts_any_more(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, client = await house.closed(guest={"identity": "C-1"})
    assert await sessions_of(house, number) == [session_id]
    assert (await client.post(f"/api/v1/Sessions/{session_id}/anonymize")).status_code == 204
    assert await sessions_of(house, number) == []
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"


WORDS = ("Xaverius", "xaver@example.org", "777987654", "Quendaline")


def found_in(folder: Path) -> list[str]:
    """Erased words that still stand in some file."""
    return [
        f"{word} in {file.name}"
        for file in folder.rglob("*")
        if file.is_file()
        for word in WORDS
        if word.encode() in file.read_bytes()
    ]


async def _erasable(house: House) -> tuple[int, int, Caller]:
    known = {"oo1_guest_ident": WORDS[0], "oo1_guest_email": WORDS[1], "oo1_guest_phone": WORDS[2], "note": WORDS[3]}
    # Many of them, so that rows move from page to page and leave copies behind.
    numbers = await made(house, *({"note": f"filler {place} " * 20} for place in range(200)), known)
    session_id, client = await house.closed(guest={"identity": WORDS[0]}, message=f"I am {WORDS[3]}")
    assert await sessions_of(house, numbers[-1]) == [session_id]
    assert found_in(house.folder) != []
    return numbers[-1], session_id, client


async def test_an_anonymised_contact_is_nowhere_not_even_in_its_sessions(house: House) -> None:
    number, session_id, client = await _erasable(house)
    assert (await client.post(path(house, number, "/anonymize"))).status_code == 204
    assert found_in(house.folder) == []
    assert await one(house, number) == {"id": number, **NOTHING}
    assert await sessions_of(house, number) == []
    assert (await client.get(f"/api/v1/Sessions/{session_id}")).json()["guest"]["identity"] is None
    before = house.version
    assert (await client.post(path(house, number, "/anonymize"))).status_code == 204
    assert house.version == before


async def test_a_removed_contact_leaves_no_word_of_its_own(house: House) -> None:
    number, session_id, client = await _erasable(house)
    assert (await client.delete(path(house, number))).status_code == 204
    left = found_in(house.folder)
    assert [word for word in left if word.startswith(("xaver@", "777"))] == []
    # What was said in the session is the session's.
    assert (await client.post(f"/api/v1/Sessions/{session_id}/anonymize")).status_code == 204
    assert found_in(house.folder) == []


async def test_a_contact_whose_session_goes_on_is_not_anonymised_at_all(house: House) -> None:
    [number] = await made(house, EVA)
    closed, client = await house.closed(guest={"identity": "C-1"})
    open_id, _ = await house.guest(guest={"identity": "C-1"})
    before = house.version
    answer = await client.post(path(house, number, "/anonymize"))
    assert (answer.status_code, list(answer.json())) == (400, ["status"])
    assert house.version == before
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"
    assert await sessions_of(house, number) == [closed, open_id]


async def test_contacts_survive_a_restart(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, _ = await house.guest(guest={"identity": "C-1"})
    house.engine.stop()
    house.open()
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"
    assert await sessions_of(house, number) == [session_id]
    assert await made(house, EVA) == [number + 1]
