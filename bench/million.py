"""How long the slowest single filter of the session list takes with 1,000,000 sessions in the store, for 100 of them.

Every filter that the API has is asked in turn, for values that many sessions have, few, one and none: milliseconds of
its 95th percentile, of which the worst is the figure. Each is printed on standard error.
"""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.figure import Aim, Figure, Measured
from bench.folders import fresh_folder
from hovorna.adapters.stores.sqlite.connections import open_to_write
from hovorna.adapters.stores.sqlite.folder import database_of
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.application.unit import ActivityRow, SessionRow, Unit
from hovorna.contract.session_filters import read_session_filters

SESSIONS = 1_000_000
ROUNDS = 12
COMPANY, DEPARTMENTS, OPERATORS = 1, 4, 200
_AT_ONCE = 10_000
_BEGUN = datetime(2024, 1, 1, tzinfo=UTC)
_WORDS = (
    "dobrý",
    "den",
    "prosím",
    "objednávka",
    "zásilka",
    "dorazila",
    "faktura",
    "platba",
    "reklamace",
    "účet",
    "heslo",
    "přihlášení",
    "nefunguje",
    "děkuji",
    "kdy",
    "proč",
    "where",
    "is",
    "my",
    "order",
    "please",
    "thank",
    "you",
    "number",
    "account",
    "delivery",
    "broken",
    "refund",
)
_SENTENCES = [" ".join(random.Random(number).choices(_WORDS, k=7)) for number in range(5000)]
#: Of the size of a real one; what stands in it does not matter to the list.
_DOCUMENT = b'{"id":%d,"activities":"' + b"x" * 1800 + b'"}'
_NEEDLE = "needle in the haystack"

#: The value stands for what the store was filled with below; `@` for an instant of the middle.
QUERIES: tuple[str, ...] = (
    "",
    "SessionId=5&SessionId=77&SessionId=999999",
    "DepartmentId=1",
    "DepartmentId=1&DepartmentId=2&DepartmentId=3",
    "DepartmentId=99",
    "ChannelIdentityId=1",
    "Status=CLOSED",
    "Status=CLOSED&Status=ACW",
    "Status=IN_QUEUE",
    "Channel=Phone",
    "Channel=Chat&Channel=AV",
    "Source=Campaign",
    "LandingPage.Null=true",
    "LandingPage.Null=false",
    "LandingPage.Text=basket",
    "LandingPage.Text=/4711",
    "LandingPage.Text=nowhere-at-all",
    "LandingPage.Text=https://shop.example/basket/4711&LandingPage.Exact=true",
    "OperatorUserId=17",
    "OperatorUserId=17&OperatorUserId=18&OperatorUserId=19",
    "OperatorUserId=9999",
    "ChatbotId=1",
    "ChatbotId=99",
    "Widget=shop&Widget=help",
    "Widget=none",
    "Created.Min=@",
    "Created.Max=@",
    "Created.Min=@&Created.Max=@",
    "GuestJoined.Null=true",
    "GuestJoined.Null=false",
    "GuestJoined.Max=@",
    "Accepted.Null=true",
    "Accepted.Min=@",
    "Ended.Null=true",
    "Ended.Min=@&Ended.Max=@",
    "WaitingTime.Min=PT5M",
    "WaitingTime.Max=PT1S",
    "WaitingTime.Null=true",
    "Duration.Min=PT10H",
    "Duration.Min=PT1M&Duration.Max=PT2M",
    "Duration.Null=true",
    "Result=sold",
    "ClientStars=5&ClientStars=4",
    "ClientStars=1",
    "ClientFeedbackScale=NPS",
    "ClientId=4711",
    "IPAddress.Text=10.1.",
    "IPAddress.Text=192.0.2.",
    "IPAddress.Text=10.1.2.3&IPAddress.Exact=true",
    "IPAddress.Null=true",
    "PhoneCallbackNumber.Null=false",
    "PhoneCallbackNumber.Text=777",
    "PhoneCallbackNumber.Text=%2B999",
    "InitialMessage.Null=false",
    "InitialMessage.Text=reklamace",
    "InitialMessage.Text=needle",
    "InitialMessage.Text=žádné takové slovo",
    "Tags=vip",
    "Tags=vip&Tags=rare",
    "Tags=none",
    "GuestIdentifications=guest4711",
    "GuestIdentifications=nobody",
    "Browser=IE_8",
    "Browser=CHROME&Browser=FF",
    "OS=LINUX",
    "OS=IOS&OS=ANDROID",
    "Language.Text=CS",
    "Language.Text=xx",
    "Language.Null=true",
    "GDPRVersion.Text=2",
    "GDPRVersion.Null=false",
    "GuestLeftSession=LeftQueue",
    "GuestLeftSession=StillConnected",
    "AutoAccepted=true",
    "AutoAccepted=false",
    "HasConcurrentOperators=true",
    "ActivityTextsContain=reklamace",
    "ActivityTextsContain=needle in",
    "ActivityTextsContain=žádné takové slovo",
    "TerminationReason=GuestLeft",
    "TerminationReason=FailedRouting",
    "Anonymized.Null=true",
    "Anonymized.Null=false",
    "Anonymized.Min=@",
)


class Slow(msgspec.Struct, frozen=True):
    query: str
    p95: float
    found: int


def measure(sessions: int = SESSIONS, rounds: int = ROUNDS) -> Measured:
    with fresh_folder() as folder:
        begun = time.perf_counter()
        fill(folder, sessions)
        filled = time.perf_counter() - begun
        store = open_store(folder)
        try:
            slow = sorted((_timed(store, query, sessions, rounds) for query in QUERIES), key=lambda one: -one.p95)
        finally:
            store.close()
    _print(slow)
    typical = statistics.median(one.p95 for one in slow)
    return Measured(slow[0].p95, also={"ms median of filters": typical, "s to fill": filled})


def fill(folder: Path, sessions: int) -> None:
    """Closed sessions for the most part, written by the store's own writer; the indexes are made when all are there."""
    open_store(folder).close()
    with _without_indexes(folder):
        store, rows = open_store(folder), _rows(sessions, random.Random(1))
        try:
            while piece := list(islice(rows, _AT_ONCE)):
                lines = [line for _, said in piece for line in said]
                store.writer.commit([Unit(1, sessions=[row for row, _ in piece], activities=lines)])
        finally:
            store.close()


@contextmanager
def _without_indexes(folder: Path) -> Iterator[None]:
    with closing(open_to_write(database_of(folder))) as connection:
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'sessions' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
    yield
    with closing(open_to_write(database_of(folder))) as connection:
        for _, sql in indexes:
            connection.execute(sql)


def _rows(count: int, chance: random.Random) -> Iterator[tuple[SessionRow, list[ActivityRow]]]:
    for number in range(1, count + 1):
        created = _BEGUN + timedelta(seconds=number * 60)
        said = [_line(number, place, created, chance) for place in range(3)]
        if number == count // 10 + 1:
            said[0] = msgspec.structs.replace(said[0], text=f"A {_NEEDLE.title()}")
        yield _row(number, count, created, chance), said


def _row(number: int, count: int, created: datetime, chance: random.Random) -> SessionRow:
    is_open, is_phone, waited = number > count - 50, number % 5 == 0, chance.expovariate(1 / 40)
    # What was rare is old: newest first meets it last.
    is_rare = number < count // 1000
    talked = timedelta(seconds=int(chance.expovariate(1 / 300)))
    return SessionRow(
        id=number,
        company_id=COMPANY,
        department_id=number % DEPARTMENTS + 1,
        version=number,
        status="IN_QUEUE" if is_open else "CLOSED",
        channel="Phone" if is_phone else "AV" if is_rare else "Chat",
        source="Campaign" if is_rare else "IncomingCall" if is_phone else "Default",
        created=created,
        guest_joined=None if is_phone else created,
        accepted=None if is_open else created + timedelta(seconds=waited),
        ended=None if is_open else created + timedelta(seconds=waited) + talked,
        waited=None if is_open else timedelta(seconds=waited),
        length=None if is_open else talked,
        url=None if is_phone else f"https://shop.example/{'basket' if number % 3 else 'help'}/{number % 50_000}",
        widget=None if is_phone else ("shop", "help", "blog")[number % 3],
        stars=1 if is_rare else chance.choice((None, None, 3, 4, 5)),
        feedback_scale="NPS" if is_rare else None,
        ip_address=None if is_phone else f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        phone_callback_number=f"+420777{number % 1_000_000:06}" if is_phone else None,
        initial_message=None if is_phone else _NEEDLE if number == count // 10 + 1 else chance.choice(_SENTENCES),
        browser="IE_8" if is_rare else chance.choice(("CHROME", "FF", "SAFARI")),
        os=chance.choice(("LINUX", "WINDOWS", "ANDROID", "IOS")),
        language=None if is_phone else "cs-CZ" if number % 10 else "en",
        gdpr_version=None if is_phone else "2" if number > count // 2 else "1",
        guest_identity=f"guest{number % 300_000}",
        guest_left="StillConnected" if is_open else "LeftQueue" if number % 7 == 0 else "LeftSession",
        is_auto_accepted=number % 4 == 0,
        had_concurrent_operators=is_rare,
        termination=None if is_open else "FailedRouting" if is_rare else "GuestLeft",
        anonymised=created if is_rare else None,
        operators=() if is_open else (number % OPERATORS + 1,),
        chatbots=(1,) if number % 20 == 0 else (),
        tags=("rare",) if is_rare else ("vip",) if number % 3 == 0 else (),
        document=_DOCUMENT % number,
    )


def _line(session_id: int, place: int, created: datetime, chance: random.Random) -> ActivityRow:
    text = chance.choice(_SENTENCES)
    document = b'{"activityId":%d,"text":"%s"}' % (session_id * 10 + place, text.encode())
    return ActivityRow(session_id * 10 + place, session_id, created, text, document)


def _timed(store: SqliteStore, query: str, sessions: int, rounds: int) -> Slow:
    middle = (_BEGUN + timedelta(seconds=sessions * 30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    filters = read_session_filters(query.replace("@", middle))
    times, found = [], 0
    for _ in range(rounds):
        begun = time.perf_counter()
        with store.reader.sessions(COMPANY, filters, 100, 0) as chunks:
            found = sum(len(chunk) for chunk in chunks)
        times.append((time.perf_counter() - begun) * 1000)
    return Slow(query, statistics.quantiles(times, n=20, method="inclusive")[-1], found)


def _print(slow: Sequence[Slow]) -> None:
    table = Table("filter", "ms (p95)", "found")
    for one in slow:
        table.add_row(one.query or "(none)", f"{one.p95:.1f}", str(one.found))
    Console(stderr=True).print(table)


FIGURE = Figure("million", "ms", measure, aim=1000, aims_at=Aim.VALUE_AT_MOST)
