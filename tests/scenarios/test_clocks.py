"""Midnight and the days of 23 and 25 hours: hours of groups go by the wall clock, durations never do."""

from datetime import UTC, datetime

from hovorna.domain.settings import OpeningHours, Segment
from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

ALL_DAY = (Segment(0, 1440),)
SUNDAYS = OpeningHours("Europe/Prague", ((), (), (), (), (), (), ALL_DAY))
WORKDAYS = OpeningHours("Europe/Prague", (ALL_DAY,) * 5 + ((), ()))
FROM_EIGHT = OpeningHours("Europe/Prague", ((Segment(480, 1200),),) * 7)
UNTIL_THREE = OpeningHours("Europe/Prague", ((Segment(0, 180),),) * 7)
FROM_TWO_TO_THREE = OpeningHours("Europe/Prague", ((Segment(120, 180),),) * 7)
NEW_YEAR = OpeningHours("Europe/Prague", (ALL_DAY,) * 7, {"2026-01-01": ()})

#: Ten seconds before midnight in Prague.
FRIDAY_NIGHT = datetime(2026, 1, 16, 22, 59, 50, tzinfo=UTC)

TAKEN = "CREATED {0}-{0}, IN_QUEUE {0}-{0}, WAITING {0}-"
FAILED = "CREATED {0}-{0}, IN_QUEUE {0}-{0}, CLOSED {0}-"


def arrivals(claim: str, hours: OpeningHours, start: datetime, came_in: str) -> Scenario:
    """Contacts come while the clock goes on: `taken` in, or `failed` before the closed door. Nobody answers."""
    steps = [line.split() for line in came_in.split(",")]
    told = {
        number: Told(visits=(TAKEN if outcome == "taken" else FAILED).format(second))
        for number, (second, outcome) in enumerate(steps, start=1)
    }
    return Scenario(
        claim,
        came_in="\n".join(f"{second} #{number} contact comes API" for number, (second, _) in enumerate(steps, start=1)),
        told=told.pop(1),
        also=told,
        floor=Floor(
            staff=(operator(11, live_slots=9),),
            groups=(group(1, hours=hours, accept=360000, queue=360000),),
            start=start,
        ),
    )


HOURS = [
    arrivals(
        "the day begins and ends at midnight",
        WORKDAYS,
        FRIDAY_NIGHT,
        "9 taken, 10 failed, 48h9 failed, 48h10 taken",
    ),
    arrivals(
        "a holiday begins and ends at midnight",
        NEW_YEAR,
        datetime(2025, 12, 31, 22, 59, 50, tzinfo=UTC),
        "9 taken, 10 failed, 24h9 failed, 24h10 taken",
    ),
    arrivals(
        "the Sunday on which the clocks go forward has 23 hours",
        SUNDAYS,
        datetime(2026, 3, 28, 22, 59, 50, tzinfo=UTC),
        "9 failed, 10 taken, 23h9 taken, 23h10 failed",
    ),
    arrivals(
        "the Sunday on which the clocks go back has 25 hours",
        SUNDAYS,
        datetime(2026, 10, 24, 21, 59, 50, tzinfo=UTC),
        "9 failed, 10 taken, 25h9 taken, 25h10 failed",
    ),
    arrivals(
        "eight in the morning comes 23 hours after eight when the clocks go forward",
        FROM_EIGHT,
        datetime(2026, 3, 28, 6, 59, 50, tzinfo=UTC),
        "9 failed, 10 taken, 23h9 failed, 23h10 taken",
    ),
    arrivals(
        "eight in the morning comes 25 hours after eight when the clocks go back",
        FROM_EIGHT,
        datetime(2026, 10, 24, 5, 59, 50, tzinfo=UTC),
        "9 failed, 10 taken, 25h9 failed, 25h10 taken",
    ),
    arrivals(
        "the hour that comes twice is open twice",
        UNTIL_THREE,
        # Half past two, summer time; an hour later it is half past two again.
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "0 taken, 1h taken, 1h1799 taken, 1h1800 failed",
    ),
    arrivals(
        "the hour that does not come is not open",
        FROM_TWO_TO_THREE,
        # A minute before two, winter time; a minute later it is three.
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        "0 failed, 60 failed, 61 failed, 24h0 taken",
    ),
]


def through_the_night(claim: str, start: datetime) -> Scenario:
    """A session that begins ten seconds before the clock does something and goes on for an hour."""
    return Scenario(
        claim,
        came_in="""
               0 11 goes AWAY
               0 contact comes IncomingCall unrouted
               4 contact asks
               8 11 goes ONLINE
              14 11 accepts
              1h 11 leaves
            1h40 nothing
        """,
        told=Told(
            visits="CREATED 0-4, IN_QUEUE 4-8, WAITING 8-14, ACTIVE 14-1h, ACW 1h-",
            operators="11 14 1h -",
            durations="CREATED 4, IN_QUEUE 4, WAITING 6, BCW -, ACTIVE 3586, ACW -, PBX_TO_OPERATOR 14",
        ),
        floor=Floor(staff=(11,), start=start),
        timelines={11: "0 OFFLINE, 0 ONLINE, 0 AWAY, 8 ONLINE, 14 ON_CALL, 3600 AFTER_CALL"},
    )


DURATIONS = [
    through_the_night("across midnight", FRIDAY_NIGHT),
    through_the_night("across the end of a year", datetime(2025, 12, 31, 23, 59, 50, tzinfo=UTC)),
    through_the_night("across the change to summer time", datetime(2026, 3, 29, 0, 59, 50, tzinfo=UTC)),
    through_the_night("across the change to winter time", datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC)),
    Scenario(
        "limits run 300 seconds across the change to winter time",
        came_in="""
              0 contact comes Default
              5 11 accepts
              8 11 leaves
            309 nothing
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-8, ACW 8-308, CLOSED 308-"),
        floor=Floor(start=datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC)),
    ),
    Scenario(
        "who waits when the group closes at midnight falls to the next group when the time is over",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             61 12 accepts
             70 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-60, WAITING 60-61, ACTIVE 61-70, ACW 70-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2, AssignedToOperator 12
                61 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r1
            """,
        ),
        floor=Floor(
            staff=(operator(11, 1), operator(12, 2)),
            groups=(group(1, hours=WORKDAYS, queue=60), 2),
            rules=(1, 2),
            start=FRIDAY_NIGHT,
        ),
    ),
    Scenario(
        "who waits when the only group closes at midnight fails when the time is over",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             61 nothing
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-60, CLOSED 60-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, RoutingEnded r1
            """,
            ends="StillConnected FailedRouting",
        ),
        floor=Floor(
            staff=(11,),
            groups=(group(1, hours=WORKDAYS, queue=60),),
            start=FRIDAY_NIGHT,
        ),
    ),
]


@each(HOURS)
def test_opening_hours_follow_the_wall_clock(scenario: Scenario) -> None:
    play(scenario)


@each(DURATIONS)
def test_durations_and_limits_follow_real_time(scenario: Scenario) -> None:
    play(scenario)
