"""Texts of settings: what is read, how it is written again, and what is refused."""

from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from hovorna.application.settings import forms
from hovorna.application.settings.opening_hours import HOURS
from hovorna.domain.settings import OpeningHours, Segment
from hovorna.domain.vocabulary import Channel

SHORT = forms.duration(timedelta(), timedelta(hours=1))
DAY = (Segment(480, 720), Segment(780, 1080))


@pytest.mark.parametrize(
    ("form", "text", "value", "written"),
    [
        (SHORT, " 90 ", timedelta(seconds=90), "PT1M30S"),
        (SHORT, "00:01:30", timedelta(seconds=90), "PT1M30S"),
        (SHORT, "pt1m30s", timedelta(seconds=90), "PT1M30S"),
        (SHORT, "0", timedelta(), "PT0S"),
        (forms.number(0, 9), "09", 9, "9"),
        (forms.optional(forms.number(0, 9)), " ", None, ""),
        (forms.optional(forms.number(0, 9)), "3", 3, "3"),
        (forms.FLAG, " True ", True, "true"),
        (forms.FLAG, "FALSE", False, "false"),
        (forms.word(Channel), "phone", Channel.PHONE, "Phone"),
        (forms.word_set(Channel), "phone,Chat, chat", frozenset({Channel.CHAT, Channel.PHONE}), "Chat,Phone"),
        (forms.word_set(Channel), "", frozenset(), ""),
        (
            forms.numbers_by_word(Channel, forms.number(0, 9)),
            "Phone = 1,chat=2",
            {Channel.PHONE: 1, Channel.CHAT: 2},
            "Chat=2,Phone=1",
        ),
        (forms.LANGUAGE, " en-GB ", "en-GB", "en-GB"),
        (forms.ZONE, "Europe/Prague", "Europe/Prague", "Europe/Prague"),
        (HOURS, '{"zone":"UTC","days":[[],[],[],[],[],[],[]]}', OpeningHours("UTC", ((),) * 7), None),
    ],
)
def test_a_text_is_read_and_written_in_one_spelling(
    form: forms.Form, text: str, value: object, written: str | None
) -> None:
    assert form.read(text) == value
    if written is not None:
        assert form.write(value) == written
    assert form.read(form.write(value)) == value


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        (SHORT, ["", "-PT1S", "PT2H", "3601", "1.5", "²", "soon", "P1M"]),
        (forms.number(1, 9), ["", "0", "10", "-1", "+1", "1.0", "1e1", "²", "99999999999"]),
        (forms.FLAG, ["", "1", "yes"]),
        (forms.word(Channel), ["", "Fax", "1"]),
        (forms.word_set(Channel), ["Fax", "Chat;Phone"]),
        (forms.numbers_by_word(Channel, forms.number(0, 9)), ["Chat", "Chat=", "=1", "Chat=10", "Fax=1"]),
        (forms.LANGUAGE, ["", "c", "czech", "cs_CZ", "cs-", "čs"]),
        (forms.ZONE, ["", "Nowhere", "../etc/passwd", "/etc/passwd", "Europe", "x" * 5000]),
        (forms.NETWORKS, ["10.0.0.1/8", "everywhere", "10.0.0.0/33", "::/129", ",".join(["10.0.0.0/8"] * 101)]),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence(form: forms.Form, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(ValueError, match=r"^Must .*\.$"):
            form.read(text)


@given(st.frozensets(st.sampled_from(Channel)))
def test_equal_sets_are_equal_texts(channels: frozenset[Channel]) -> None:
    form = forms.word_set(Channel)
    assert form.write(channels) == form.write(frozenset(sorted(channels, reverse=True)))
    assert form.read(form.write(channels)) == channels


def hours(**change: Any) -> str:
    import json  # noqa: PLC0415 - only here

    return json.dumps({"zone": "Europe/Prague", "days": [[]] * 7, **change})


def test_opening_hours_are_put_in_order() -> None:
    later, earlier = {"start": 780, "end": 1080}, {"start": 480, "end": 720}
    days, holidays = [[later, earlier]] * 7, {"2026-12-31": [], "2026-12-24": [later]}
    read = HOURS.read(hours(days=days, holidays=holidays))
    assert read == OpeningHours("Europe/Prague", (DAY,) * 7, {"2026-12-24": (DAY[1],), "2026-12-31": ()})
    assert list(read.holidays) == ["2026-12-24", "2026-12-31"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Must be opening hours as JSON: "),
        ("[]", "Must be opening hours as JSON: "),
        ("[" * 5000, "Must be opening hours as JSON: "),
        ('{"zone":"UTC"}', "Must be opening hours as JSON: "),
        (hours(zone="Nowhere"), "Must be the name of an IANA time zone"),
        (hours(days=[[]] * 6), "Must have seven days"),
        (hours(days=[[{"start": 10, "end": 10}]] * 7), "A segment must go from"),
        (hours(days=[[{"start": -1, "end": 10}]] * 7), "A segment must go from"),
        (hours(days=[[{"start": 0, "end": 1441}]] * 7), "A segment must go from"),
        (hours(days=[[{"start": 0, "end": 10}, {"start": 9, "end": 20}]] * 7), "Segments of a day must not overlap."),
        (hours(days=[[{"start": n, "end": n + 1} for n in range(49)]] * 7), "A day must not have more than 48"),
        (hours(holidays={"24.12.2026": []}), "Holidays must be dates"),
        (hours(holidays={f"{2000 + n}-01-01": [] for n in range(1001)}), "Must not have more than 1000 holidays."),
    ],
)
def test_hours_that_can_not_be_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + sentence.replace(".", r"\.")):
        HOURS.read(text)
