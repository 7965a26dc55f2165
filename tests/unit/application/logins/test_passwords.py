"""Passwords are argon2id digests; nobody learns from the time who has one."""

import pytest
from argon2 import PasswordHasher

from hovorna.application.logins.passwords import LONGEST, Passwords, why_unfit
from tests.api.house import QUICK


def test_a_digest_is_argon2id_with_the_low_memory_profile_of_the_standard() -> None:
    assert Passwords().digest("correct horse").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_password_matches_its_own_digest_only() -> None:
    passwords = Passwords(QUICK)
    digest = passwords.digest("correct horse")
    assert passwords.matches(digest, "correct horse")
    assert not passwords.matches(digest, "correct horsf")
    assert not passwords.matches("no digest at all", "correct horse")


def test_the_same_characters_in_other_code_points_match() -> None:
    passwords = Passwords(QUICK)
    assert passwords.matches(passwords.digest("dlouhé heslo"), "dlouhe\u0301 heslo")


def test_two_digests_of_one_password_differ() -> None:
    passwords = Passwords(QUICK)
    assert passwords.digest("correct horse") != passwords.digest("correct horse")


def test_nobody_costs_as_many_digests_as_somebody() -> None:
    class Counting(PasswordHasher):
        verified = hashed = 0

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002 - the library's name
            self.verified += 1
            return super().verify(hash, password)

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            self.hashed += 1
            return super().hash(password, salt=salt)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    passwords = Passwords(hasher)
    digest = QUICK.hash("correct horse")
    passwords.matches(digest, "wrong")
    before = hasher.verified, hasher.hashed
    passwords.matches(digest, "wrong")
    somebody = hasher.verified - before[0], hasher.hashed - before[1]
    assert not passwords.matches(None, "wrong")
    assert (hasher.verified - before[0] - somebody[0], hasher.hashed - before[1] - somebody[1]) == somebody == (1, 0)


def test_a_password_that_nobody_can_have_costs_nothing() -> None:
    passwords = Passwords(QUICK)
    assert not passwords.matches(passwords.digest("x"), "x" * (LONGEST + 1))


@pytest.mark.parametrize("password", ["", "nine char", "x" * 201])
def test_short_and_endless_passwords_are_unfit(password: str) -> None:
    assert why_unfit(password) == "Must have between 10 and 200 characters."


@pytest.mark.parametrize("password", ["ten charac", "x" * 200])
def test_others_are_fit(password: str) -> None:
    assert why_unfit(password) is None


def test_a_digest_of_other_parameters_is_outdated() -> None:
    assert Passwords().is_outdated(QUICK.hash("correct horse"))
    assert not Passwords(QUICK).is_outdated(QUICK.hash("correct horse"))
