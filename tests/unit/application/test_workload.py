"""How many wait in a group by published channel, and how many more may."""

import pytest

from hovorna.application.workload import UNLIMITED, availability
from hovorna.contract.departments import PublishedChannel
from hovorna.domain.settings import GroupSettings, OpeningHours
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Channel, Source
from tests.domain.department import Department, support


def told(department: Department, group: int = 1) -> dict[str, tuple[int, int]]:
    channels = availability(department.board, department.now).overall_workload[str(group)].workload
    return {name: (one.in_queue_count_total, one.free_queue_slots_count_total) for name, one in channels.items()}


@pytest.mark.parametrize(
    ("channel", "source", "published"),
    [
        (Channel.CHAT, Source.DEFAULT, PublishedChannel.MLUVII),
        (Channel.AV, Source.DEFAULT, PublishedChannel.MLUVII),
        (Channel.CHAT, Source.GENERIC_CHANNEL, PublishedChannel.MLUVII),
        (Channel.PHONE, Source.INCOMING_CALL, PublishedChannel.PHONE),
        (Channel.PHONE, Source.CALLBACK, PublishedChannel.PHONE),
        (Channel.CHAT, Source.FACEBOOK, PublishedChannel.FACEBOOK),
        (Channel.CHAT, Source.WHATSAPP, PublishedChannel.WHATSAPP),
        (Channel.CHAT, Source.VK, PublishedChannel.VK),
        (Channel.CHAT, Source.APPLE, PublishedChannel.APPLE),
    ],
)
def test_whoever_waits_is_counted_once(channel: Channel, source: Source, published: PublishedChannel) -> None:
    department = support()
    department.arrive(1, source, channel)
    waiting = {name: count for name, (count, _) in told(department).items() if count}
    assert waiting == {published.value: 1}


def test_an_offered_session_still_waits_and_an_accepted_one_does_not() -> None:
    department = support(11)
    department.arrive()
    assert told(department)["Mluvii"] == (1, UNLIMITED)
    department.accept(11)
    assert told(department)["Mluvii"] == (0, UNLIMITED)


def test_a_line_that_was_made_shorter_than_it_is_has_no_room() -> None:
    department = support()
    for session in (1, 2):
        department.arrive(session)
    department.do(c.ConfigureGroup(GroupSettings(1, "Support", queue_limit=1)))
    assert told(department)["Mluvii"] == (2, 0)


def test_a_closed_group_has_no_room_and_e_mail_never() -> None:
    department = support()
    assert told(department)["Email"] == (0, 0)
    department.do(c.ConfigureGroup(GroupSettings(1, "Support", hours=OpeningHours("UTC", ((),) * 7))))
    assert set(told(department).values()) == {(0, 0)}
    department.do(c.ConfigureGroup(GroupSettings(1, "Support", is_deleted=True)))
    assert availability(department.board, department.now).overall_workload == {}
