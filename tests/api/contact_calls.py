"""What tests of contacts share: a contact, and calls that make and show some."""

from tests.api.house import House, Json

EVA = {"oo1_guest_phone": "+420 777 123 456", "oo1_guest_email": ["eva@example.org"], "oo1_guest_ident": "C-1"}
NOTHING = {"oo1_guest_phone": None, "oo1_guest_email": None, "oo1_guest_guid": None, "oo1_guest_ident": None}


async def two(house: House) -> list[int]:
    """The same ones for everybody."""
    listed = (await (await house.caller()).get(path(house))).json()
    return [contact["id"] for contact in listed] or await made(house, EVA, {"town": "Brno"})


def path(house: House, number: int | str | None = None, more: str = "") -> str:
    one = "" if number is None else f"/{number}"
    return f"/api/v1/Contacts{one}/departments/{house.department}{more}"


async def made(house: House, *contacts: Json) -> list[int]:
    answer = await (await house.caller()).post(path(house), json=list(contacts))
    assert answer.status_code == 201, answer.text
    numbers: list[int] = answer.json()
    return numbers


async def one(house: House, number: int) -> Json:
    answer = await (await house.caller()).get(path(house, number))
    assert answer.status_code == 200
    [contact] = answer.json()
    return contact


async def sessions_of(house: House, number: int) -> list[int]:
    found: list[int] = (await (await house.caller()).get(f"/api/v1/Contacts/{number}/sessions")).json()
    return found
