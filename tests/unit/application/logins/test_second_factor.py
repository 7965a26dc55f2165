"""Codes of the half minute, each taken once, and recovery codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from hovorna.application.accounts import User
from hovorna.application.logins import second_factor

NOW = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)
#: Of RFC 6238, appendix B.
PUBLISHED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def somebody() -> User:
    return User(id=1, company_id=1, user_name="eva", first_name="", last_name="")


def enrolled() -> tuple[User, tuple[str, ...]]:
    begun = second_factor.begin(somebody(), PUBLISHED)
    confirmed = second_factor.confirm(begun, code_at(NOW - 4 * STEP), NOW - 4 * STEP)
    assert confirmed is not None
    return confirmed


def code_at(instant: datetime) -> str:
    return pyotp.TOTP(PUBLISHED).at(instant)


def test_the_codes_are_those_of_the_standard() -> None:
    assert second_factor.step_of(PUBLISHED, "287082", datetime.fromtimestamp(59, UTC)) == 1
    assert second_factor.step_of(PUBLISHED, "081804", datetime.fromtimestamp(1111111109, UTC)) == 37037036


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(drift: int) -> None:
    user, _ = enrolled()
    assert second_factor.take_code(user, code_at(NOW + drift * STEP), NOW) is not None


@pytest.mark.parametrize("drift", [-2, 2])
def test_a_clock_may_not_be_a_minute_off(drift: int) -> None:
    user, _ = enrolled()
    assert second_factor.take_code(user, code_at(NOW + drift * STEP), NOW) is None


def test_a_code_is_taken_once() -> None:
    user, _ = enrolled()
    changed = second_factor.take_code(user, code_at(NOW), NOW)
    assert changed is not None
    assert second_factor.take_code(changed, code_at(NOW), NOW) is None
    assert second_factor.take_code(changed, code_at(NOW - STEP), NOW) is None
    assert second_factor.take_code(changed, code_at(NOW + STEP), NOW + STEP) is not None


def test_the_code_that_confirmed_opens_nothing() -> None:
    confirmed = second_factor.confirm(second_factor.begin(somebody(), PUBLISHED), code_at(NOW), NOW)
    assert confirmed is not None
    assert second_factor.take_code(confirmed[0], code_at(NOW), NOW) is None


def test_blanks_in_a_code_do_not_matter() -> None:
    user, _ = enrolled()
    word = code_at(NOW)
    assert second_factor.take_code(user, f"{word[:3]} {word[3:]}", NOW) is not None


@pytest.mark.parametrize("word", ["", "12345", "abcdef", "１２３４５６", "0" * 40])
def test_other_words_are_no_code(word: str) -> None:
    user, _ = enrolled()
    assert second_factor.take_code(user, word, NOW) is None


def test_a_recovery_code_opens_once_however_it_is_written() -> None:
    user, codes = enrolled()
    assert len(set(codes)) == len(user.recovery_codes) == 10
    assert not set(codes) & set(user.recovery_codes)
    changed = second_factor.take_code(user, codes[0].upper().replace("-", " "), NOW)
    assert changed is not None
    assert len(changed.recovery_codes) == 9
    assert second_factor.take_code(changed, codes[0], NOW) is None
    assert second_factor.take_code(changed, codes[1], NOW) is not None


def test_a_secret_that_nobody_confirmed_is_no_second_factor() -> None:
    begun = second_factor.begin(somebody(), PUBLISHED)
    assert begun.totp_secret is None
    assert second_factor.take_code(begun, code_at(NOW), NOW) is None
    assert second_factor.confirm(begun, "000000", NOW) is None
    assert second_factor.confirm(somebody(), code_at(NOW), NOW) is None


def test_without_it_nothing_of_it_is_left() -> None:
    assert second_factor.without(enrolled()[0]) == somebody()


def test_an_authenticator_is_told_whose_code_it_is() -> None:
    address = second_factor.address_of(PUBLISHED, "eva@example.org")
    assert address == f"otpauth://totp/Hovorna:eva%40example.org?secret={PUBLISHED}&issuer=Hovorna"


def test_every_secret_is_another() -> None:
    secrets = {second_factor.new_secret() for _ in range(10)}
    assert len(secrets) == 10
    assert {len(secret) for secret in secrets} == {32}
