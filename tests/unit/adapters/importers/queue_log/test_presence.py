from hovorna.adapters.importers.queue_log.presence import PresenceOfAgents
from hovorna.application.source_records import Remark, SourcePresence
from tests.unit.adapters.importers.queue_rows import TEN, rows_of


def _timeline(*rows: str) -> list[str]:
    agents, told = PresenceOfAgents(), list[str]()
    for row in rows_of(*rows):
        item = agents.follow(row)
        if isinstance(item, SourcePresence):
            told.append(f"{(item.at - TEN).seconds} {item.operator} {item.presence}")
        else:
            assert item == Remark("presence_unchanged", lines=(row.line,))
    return told


def test_log_ins_and_pauses_are_presence() -> None:
    assert _timeline(
        "0 NONE NONE RUT AGENTLOGIN SIP/1",
        "10 NONE Help RUT PAUSE lunch",
        "20 NONE Help RUT UNPAUSE",
        "30 NONE NONE RUT AGENTLOGOFF SIP/1 30",
        "40 NONE NONE DAN AGENTCALLBACKLOGIN hint:1",
        "50 NONE NONE DAN AGENTCALLBACKLOGOFF hint:1 10",
    ) == ["0 RUT ONLINE", "10 RUT BREAK", "20 RUT ONLINE", "30 RUT OFFLINE", "40 DAN ONLINE", "50 DAN OFFLINE"]


def test_a_break_lasts_until_the_last_queue_is_unpaused() -> None:
    assert _timeline(
        "0 NONE Help RUT PAUSE",
        "1 NONE Sales RUT PAUSE",
        "2 NONE Help RUT UNPAUSE",
        "3 NONE Sales RUT UNPAUSE",
    ) == ["0 RUT BREAK", "3 RUT ONLINE"]


def test_unpausing_everywhere_ends_the_break_wherever_it_began() -> None:
    assert _timeline(
        "0 NONE Help RUT PAUSE", "0 NONE NONE RUT PAUSEALL", "5 NONE Help RUT UNPAUSE", "5 NONE NONE RUT UNPAUSEALL"
    ) == ["0 RUT BREAK", "5 RUT ONLINE"]


def test_who_is_logged_off_neither_begins_nor_ends_a_break() -> None:
    assert _timeline("0 NONE NONE RUT AGENTLOGOFF SIP/1 9", "5 NONE Help RUT PAUSE", "9 NONE Help RUT UNPAUSE") == [
        "0 RUT OFFLINE"
    ]


def test_logging_in_again_ends_a_break_and_changes_nothing_else() -> None:
    assert _timeline(
        "0 NONE NONE RUT AGENTLOGIN SIP/1",
        "1 NONE NONE RUT AGENTLOGIN SIP/1",
        "2 NONE Help RUT PAUSE",
        "3 NONE NONE RUT AGENTLOGIN SIP/1",
    ) == ["0 RUT ONLINE", "2 RUT BREAK", "3 RUT ONLINE"]
