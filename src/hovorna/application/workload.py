"""How many wait in a department's groups, and how many more may."""

from collections import Counter
from datetime import datetime

from hovorna.contract.departments import ChannelWorkload, GroupAvailabilityModel, GroupWorkload, PublishedChannel
from hovorna.domain.routing.hours import is_open
from hovorna.domain.session.state import Session
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, Source

#: The published number has 32 bits; a line without a limit is as good as one of this length.
UNLIMITED = 2**31 - 1

_MESSENGERS: dict[Source, PublishedChannel] = {
    Source.FACEBOOK: PublishedChannel.FACEBOOK,
    Source.WHATSAPP: PublishedChannel.WHATSAPP,
    Source.VK: PublishedChannel.VK,
    Source.APPLE: PublishedChannel.APPLE,
}


def availability(board: Switchboard, now: datetime) -> GroupAvailabilityModel:
    groups = [group for group in board.groups.values() if not group.is_deleted]
    return GroupAvailabilityModel(
        overall_workload={str(group.id): _workload(board, group, now) for group in groups},
    )


def _workload(board: Switchboard, group: GroupSettings, now: datetime) -> ChannelWorkload:
    line = board.lines.get(group.id, [])
    waiting = Counter(_channel(board.sessions[entry[4]]) for entry in line if entry[4] in board.sessions)
    free = _free(group, len(line)) if is_open(group.hours, now) else 0
    return ChannelWorkload(
        workload={
            channel.value: GroupWorkload(
                in_queue_count_total=waiting[channel],
                # Nothing routes e-mail yet.
                free_queue_slots_count_total=0 if channel is PublishedChannel.EMAIL else free,
            )
            for channel in PublishedChannel
        }
    )


def _free(group: GroupSettings, waiting: int) -> int:
    return UNLIMITED if group.queue_limit is None else max(group.queue_limit - waiting, 0)


def _channel(session: Session) -> PublishedChannel:
    """The generic channel has no word of its own in the published list: its guests write, as those of our chat do."""
    if session.channel is Channel.PHONE:
        return PublishedChannel.PHONE
    return _MESSENGERS.get(session.source, PublishedChannel.MLUVII)
