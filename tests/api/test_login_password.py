"""The password on the login page: who gets in, what a form has to be, and how often one may guess."""

from typing import Any

import pytest

from hovorna.application.setup import Program, new_program
from tests.api.house import START, House
from tests.api.people import CHALLENGE, PASSWORD, attempt_in, logged_in, login_page, person, send_password


async def test_a_wrong_password_and_an_unknown_name_look_the_same(house: House) -> None:
    person(house, house.eva)
    page = await login_page(house)
    answers = [await send_password(house, page, name, "wrong password") for name in ("eva", "eve", "petr")]
    assert {answer.status_code for answer in answers} == {400}
    assert all("The user name or the password is not right." in answer.text for answer in answers)
    # The page that comes back is good for another try.
    assert (await send_password(house, answers[0], "eva")).status_code == 200


@pytest.mark.parametrize("changed", [{"is_enabled": False}, {"open_id_provider": "Google"}], ids=str)
async def test_who_may_not_log_in_by_password_does_not(house: House, changed: dict[str, Any]) -> None:
    person(house, house.eva, **changed)
    assert (await send_password(house, await login_page(house), "eva")).status_code == 400


async def test_another_companys_people_do_not_log_in_with_a_companys_program(house: House) -> None:
    person(house, house.stranger)
    program = Program("Desk", ("http://127.0.0.1/in",), is_public=True)
    client_id, _ = new_program(house.store.accounts, house.company_id, program, START)
    challenge = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    page = await login_page(house, client_id=client_id, redirect_uri="http://127.0.0.1/in", **challenge)
    assert (await send_password(house, page, "stranger")).status_code == 400
    assert (await logged_in(house, "stranger")).token


async def test_a_form_from_elsewhere_is_refused(house: House) -> None:
    """Who sends it has the page's words, but not the browser's cookie."""
    person(house, house.eva)
    page = await login_page(house)
    house.http.cookies.clear()
    answer = await send_password(house, page, "eva")
    assert (answer.status_code, "too old" in answer.text) == (400, True)
    await login_page(house)
    assert "too old" in (await send_password(house, page, "eva")).text


@pytest.mark.parametrize("attempt", ["", "x", "x.y", "é.é", "eyJ9.x"])
async def test_a_page_that_is_not_ours_is_refused(house: House, attempt: str) -> None:
    await login_page(house)
    form = {"attempt": attempt, "username": "eva", "password": PASSWORD}
    assert "too old" in (await house.http.post("/login/password", data=form)).text


async def test_a_page_that_was_changed_is_refused(house: House) -> None:
    person(house, house.eva)
    page = await login_page(house)
    attempt = attempt_in(page)
    form = {"attempt": f"A{attempt[1:]}", "username": "eva", "password": PASSWORD}
    assert "too old" in (await house.http.post("/login/password", data=form)).text


async def test_a_page_is_good_for_half_an_hour(house: House) -> None:
    person(house, house.eva)
    page = await login_page(house)
    house.pass_time(minutes=30)
    assert (await send_password(house, page, "eva")).status_code == 200
    house.pass_time(seconds=1)
    assert "too old" in (await send_password(house, page, "eva")).text


async def test_a_body_that_is_no_form_is_refused(house: House) -> None:
    assert (await house.http.post("/login/password", json={"username": "eva"})).status_code == 400


async def test_after_ten_wrong_passwords_a_name_has_to_wait(house: House) -> None:
    person(house, house.eva)
    person(house, house.petr)
    page = await login_page(house)
    for _ in range(10):
        assert (await send_password(house, page, "eva", "wrong password")).status_code == 400
    answer = await send_password(house, page, "EVA ")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 61
    assert "Try again in 1 minute." in answer.text
    assert (await send_password(house, page, "petr")).status_code == 200
    house.pass_time(seconds=61)
    assert (await send_password(house, page, "eva")).status_code == 200


async def test_an_address_may_not_try_many_names(house: House) -> None:
    page = await login_page(house)
    answers = [await send_password(house, page, f"name{number}", "wrong password") for number in range(101)]
    assert [answer.status_code for answer in answers] == [400] * 100 + [429]


async def test_who_is_right_may_log_in_as_often_as_they_like(house: House) -> None:
    person(house, house.eva)
    page = await login_page(house)
    assert {(await send_password(house, page, "eva")).status_code for _ in range(15)} == {200}
