"""Payloads of events against the published models."""

import pytest
from msgspec import inspect

from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from tests.unit.contract.published import Published


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_a_payload_has_the_published_members_in_their_order_and_types(published: Published, event: PublicEvent) -> None:
    by_type = published.document["components"]["schemas"]["WebhookEvent"]["x-data-by-eventType"]
    name = by_type[event.name].rpartition("/")[2]
    assert list(published.differences(inspect.type_info(event.payload), published.schema(name), name)) == []


def test_the_types_stand_in_the_published_order_so_that_their_numbers_are_right(published: Published) -> None:
    assert [word.value for word in WebhookEventType] == published.schema("WebhookEventType")["enum"]
