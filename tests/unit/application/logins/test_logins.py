"""A login is redeemed once, refreshed with changing tokens, and over when somebody says so."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.logins.login import Login, Means, Proof, Request
from hovorna.application.logins.logins import LOGIN_LIFE, LONGEST_LIFE, RETRY, Logins, Opened, Reused
from hovorna.application.logins.redirects import OUT_OF_BAND

REQUEST = Request(client_id="desk", redirect="https://desk.example/in")
PROOF = Proof(user_id=5, company_id=1, means=(Means.PASSWORD,))


class Desk:
    def __init__(self) -> None:
        self.clock = VirtualClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
        self.register = MemoryRegister()
        self.logins = Logins(self.register, self.clock)

    def opened(self) -> Opened:
        opened = self.logins.redeem(self.logins.begin(REQUEST, PROOF), nothing_wrong)
        assert opened is not None
        return opened

    def refresh(self, token: object) -> Opened | None:
        return self.logins.refresh(str(token), nothing_wrong)


class Wrong(Exception):
    """What a check raises."""


def nothing_wrong(_: Login) -> None:
    """Lets everybody pass."""


def wrong(_: Login) -> None:
    raise Wrong


def test_a_code_opens_a_login_once_and_a_second_time_ends_it() -> None:
    desk = Desk()
    code = desk.logins.begin(REQUEST, PROOF)
    opened = desk.logins.redeem(code, nothing_wrong)
    assert opened is not None
    assert desk.logins.get(opened.login.id) == opened.login
    with pytest.raises(Reused) as reused:
        desk.logins.redeem(code, nothing_wrong)
    assert reused.value.login.user_id == 5
    assert desk.logins.get(opened.login.id) is None
    assert desk.refresh(opened.refresh) is None
    assert desk.logins.redeem(code, nothing_wrong) is None


def test_a_code_is_good_for_a_minute() -> None:
    desk = Desk()
    first, second = desk.logins.begin(REQUEST, PROOF), desk.logins.begin(REQUEST, PROOF)
    desk.clock.advance(timedelta(seconds=60))
    assert desk.logins.redeem(first, nothing_wrong) is not None
    desk.clock.advance(timedelta(seconds=1))
    assert desk.logins.redeem(second, nothing_wrong) is None


def test_a_code_that_is_copied_by_hand_is_good_for_five() -> None:
    desk = Desk()
    by_hand = msgspec.structs.replace(REQUEST, redirect=OUT_OF_BAND)
    first, second = desk.logins.begin(by_hand, PROOF), desk.logins.begin(by_hand, PROOF)
    desk.clock.advance(timedelta(minutes=5))
    assert desk.logins.redeem(first, nothing_wrong) is not None
    desk.clock.advance(timedelta(seconds=1))
    assert desk.logins.redeem(second, nothing_wrong) is None


def test_a_code_that_a_check_refused_can_still_be_used() -> None:
    desk = Desk()
    code = desk.logins.begin(REQUEST, PROOF)
    with pytest.raises(Wrong):
        desk.logins.redeem(code, wrong)
    assert desk.logins.redeem(code, nothing_wrong) is not None


def test_a_login_whose_code_nobody_has_exchanged_is_none_yet() -> None:
    desk = Desk()
    desk.logins.begin(REQUEST, PROOF)
    assert desk.logins.get(1) is None
    assert desk.logins.of_user(1, 5) == []


def test_a_guessed_code_or_token_ends_nothing() -> None:
    desk = Desk()
    opened = desk.opened()
    for text in ("", "x", f"1.{'x' * 43}", f"1.{'x' * 43}.{'x' * 43}", f"9.{'x' * 43}", f"9.{'x' * 43}.{'x' * 43}"):
        assert desk.logins.redeem(text, nothing_wrong) is None
        assert desk.refresh(text) is None
    assert desk.logins.get(opened.login.id) is not None


def test_a_refresh_token_changes_with_every_use() -> None:
    desk = Desk()
    first = desk.opened().refresh
    second = desk.refresh(first)
    assert second is not None
    third = desk.refresh(second.refresh)
    assert third is not None
    assert len({str(first), str(second.refresh), str(third.refresh)}) == 3


def test_a_repetition_within_seconds_gets_the_same_answer() -> None:
    desk = Desk()
    first = desk.opened().refresh
    second = desk.refresh(first)
    desk.clock.advance(RETRY)
    again = desk.refresh(first)
    assert second is not None
    assert again is not None
    assert again.refresh == second.refresh
    assert desk.refresh(second.refresh) is not None


def test_the_token_before_the_last_ends_the_login_once_some_time_has_passed() -> None:
    desk = Desk()
    opened = desk.opened()
    desk.refresh(opened.refresh)
    desk.clock.advance(RETRY + timedelta(seconds=1))
    with pytest.raises(Reused):
        desk.refresh(opened.refresh)
    assert desk.logins.get(opened.login.id) is None


def test_an_older_token_ends_the_login_at_once() -> None:
    desk = Desk()
    opened = desk.opened()
    second = desk.refresh(opened.refresh)
    assert second is not None
    desk.refresh(second.refresh)
    with pytest.raises(Reused):
        desk.refresh(opened.refresh)
    assert desk.logins.get(opened.login.id) is None


def test_a_check_is_asked_before_a_token_is_taken_or_found_old() -> None:
    desk = Desk()
    opened = desk.opened()
    second = desk.refresh(opened.refresh)
    assert second is not None
    desk.refresh(second.refresh)
    with pytest.raises(Wrong):
        desk.logins.refresh(str(opened.refresh), wrong)
    assert desk.logins.get(opened.login.id) is not None


def test_a_login_goes_on_as_long_as_it_is_used_but_not_for_ever() -> None:
    desk = Desk()
    opened, began = desk.opened(), desk.clock.now()
    while desk.clock.now() + LOGIN_LIFE - began <= LONGEST_LIFE:
        desk.clock.advance(LOGIN_LIFE)
        following = desk.refresh(opened.refresh)
        assert following is not None
        opened = following
    desk.clock.advance(timedelta(seconds=1))
    assert desk.refresh(opened.refresh) is None


def test_a_login_that_nobody_uses_is_over_after_a_month() -> None:
    desk = Desk()
    opened = desk.opened()
    desk.clock.advance(LOGIN_LIFE + timedelta(seconds=1))
    assert desk.logins.get(opened.login.id) is None
    assert desk.refresh(opened.refresh) is None


def test_what_is_over_is_swept_away() -> None:
    desk = Desk()
    desk.opened()
    desk.logins.begin(REQUEST, PROOF)
    desk.clock.advance(LOGIN_LIFE + timedelta(seconds=1))
    desk.logins.begin(REQUEST, PROOF)
    assert [record.number for record in desk.register.all("login")] == [3]


def test_all_logins_of_somebody_end_but_the_one_that_is_named() -> None:
    desk = Desk()
    first, second = desk.opened(), desk.opened()
    other = desk.logins.redeem(desk.logins.begin(REQUEST, Proof(user_id=6, company_id=1, means=())), nothing_wrong)
    assert other is not None
    waiting = desk.logins.begin(REQUEST, PROOF)
    assert [one.id for one in desk.logins.of_user(1, 5)] == [first.login.id, second.login.id]
    assert desk.logins.end_all(1, 5, but=second.login.id) == 2
    assert desk.logins.get(first.login.id) is None
    assert desk.logins.get(second.login.id) is not None
    assert desk.logins.get(other.login.id) is not None
    assert desk.logins.redeem(waiting, nothing_wrong) is None


def test_a_refresh_token_names_its_login_while_it_is_good() -> None:
    desk = Desk()
    opened = desk.opened()
    assert desk.logins.named_by(str(opened.refresh)) == opened.login
    assert desk.logins.named_by(f"1.{'x' * 43}.{'x' * 43}") is None
    desk.logins.end(opened.login.id)
    assert desk.logins.named_by(str(opened.refresh)) is None


def test_neither_code_nor_refresh_token_is_kept() -> None:
    desk = Desk()
    code = desk.logins.begin(REQUEST, PROOF)
    opened = desk.logins.redeem(code, nothing_wrong)
    assert opened is not None
    kept = b"".join(record.document for record in desk.register.all("login"))
    assert code.partition(".")[2].encode() not in kept
    assert opened.refresh.secret.encode() not in kept
