"""When a delivery is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from hovorna.application.webhooks.deliveries import Delivery
from hovorna.application.webhooks.retrying import Retrying, asked_wait, fault_of, judged, next_attempt
from hovorna.application.webhooks.sending import Receipt

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = Retrying()
FAILED = Receipt(500)
DELIVERY = Delivery(3, 7, 1, 20, 0, "SessionCreated", "session:9", 9, 1, NOW)


def wait(attempts: int, receipt: Receipt = FAILED, chance: float = 0.0) -> timedelta | None:
    again = next_attempt(attempts, receipt, NOW, RULES, lambda: chance)
    return None if again is None else again - NOW


def test_the_waits_are_those_that_are_promised_and_then_it_is_given_up() -> None:
    hours = [2, 5, 10, 14, 20, 24]
    promised = [timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), *(timedelta(hours=h) for h in hours)]
    assert [wait(attempts) for attempts in range(10)] == [*promised, None]


def test_chance_adds_to_a_wait_and_never_shortens_it() -> None:
    assert wait(0, chance=1.0) == timedelta(seconds=6)
    assert wait(8, chance=0.5) == timedelta(hours=26.4)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("text", ["120", " 120 ", "Mon, 02 Mar 2026 09:02:00 GMT"])
def test_a_receiver_that_is_busy_may_say_when_to_come_again(status: int, text: str) -> None:
    assert wait(0, Receipt(status, text)) == timedelta(minutes=2)


def test_a_receiver_can_only_put_a_delivery_off() -> None:
    assert wait(1, Receipt(429, "1")) == timedelta(minutes=5)
    assert wait(1, Receipt(503, "Mon, 02 Mar 2020 09:02:00 GMT")) == timedelta(minutes=5)


@pytest.mark.parametrize("text", ["99999999999999999999", "9" * 5000, "Fri, 02 Mar 2096 09:02:00 GMT"])
def test_nobody_can_put_a_delivery_off_for_more_than_a_day(text: str) -> None:
    assert wait(0, Receipt(429, text)) == timedelta(hours=24)


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "Mon, 32 Mar 2026", "٣"])
def test_what_can_not_be_understood_is_as_good_as_nothing(text: str) -> None:
    assert asked_wait(Receipt(429, text), NOW, RULES) is None


def test_other_statuses_can_not_put_a_delivery_off() -> None:
    assert wait(0, Receipt(500, "3600")) == timedelta(seconds=5)


def test_even_a_busy_receiver_does_not_keep_a_delivery_for_ever() -> None:
    assert wait(9, Receipt(429, "1")) is None


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_status_of_success_is_a_delivery(status: int) -> None:
    verdict = judged(DELIVERY, Receipt(status), NOW, NOW + timedelta(milliseconds=3), again=NOW)
    assert verdict.is_delivered
    assert verdict.is_settled
    assert (verdict.webhook_id, verdict.number, verdict.again) == (3, 7, None)
    assert (verdict.http_status, verdict.latency) == (status, timedelta(milliseconds=3))


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (Receipt(302), "The receiver answered 302: redirects are not followed."),
        (Receipt(400), "The receiver answered 400."),
        (Receipt(410), "The receiver answered 410: it wants no more deliveries."),
        (Receipt(101), "The receiver answered 101."),
        (Receipt(fault="The receiver hung up."), "The receiver hung up."),
        (Receipt(), "There was no answer."),
    ],
)
def test_everything_else_is_a_failure_in_words(receipt: Receipt, words: str) -> None:
    assert fault_of(receipt) == words
    verdict = judged(DELIVERY, receipt, NOW, NOW, again=None)
    assert (verdict.is_delivered, verdict.is_settled, verdict.error) == (False, True, words)
    assert not judged(DELIVERY, receipt, NOW, NOW, again=NOW).is_settled
