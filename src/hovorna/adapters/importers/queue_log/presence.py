"""Log-ins and pauses of agents as presence: only what changes it is told."""

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.lines import QueueRow
from hovorna.application.source_records import Remark, SourcePresence
from hovorna.domain.vocabulary import Presence

#: Rows that say what is known: a log-in of who is logged in, a pause in a second queue.
UNCHANGED = "presence_unchanged"


class PresenceOfAgents:
    """An agent is paused per queue in the source; a pause in any of them is a break."""

    def __init__(self) -> None:
        self._presence: dict[str, Presence] = {}
        self._paused_in: dict[str, set[str]] = {}

    def follow(self, row: QueueRow) -> SourcePresence | Remark:
        presence = self._presence_after(row)
        if presence is self._presence.get(row.agent):
            return Remark(UNCHANGED, lines=(row.line,))
        self._presence[row.agent] = presence
        return SourcePresence(row.line, row.agent, row.at, presence)

    def _presence_after(self, row: QueueRow) -> Presence:
        paused = self._paused_in.setdefault(row.agent, set())
        if row.event in events.LOGINS | events.LOGOFFS:
            paused.clear()
            return Presence.ONLINE if row.event in events.LOGINS else Presence.OFFLINE
        if row.event in events.PAUSES:
            paused.add(row.queue)
        elif row.event == "UNPAUSEALL":
            paused.clear()
        else:
            paused.discard(row.queue)
        if self._presence.get(row.agent) is Presence.OFFLINE:
            return Presence.OFFLINE
        return Presence.BREAK if paused else Presence.ONLINE
