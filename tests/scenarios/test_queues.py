"""Queue time-out, overflow along the rules, opening hours and queue limits (session-semantics, section 8, queues)."""

from hovorna.domain.settings import Condition, OpeningHours, Rule
from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

NEVER_OPEN = OpeningHours("Europe/Prague", ((),) * 7)
TWO_GROUPS = (group(1, queue=60), group(2, queue=40))

OVERFLOW = [
    Scenario(
        "to the next rule",
        came_in="""
              0 12 goes AWAY
              0 contact comes Default
             80 12 goes ONLINE
             85 12 accepts
             99 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-80, WAITING 80-85, ACTIVE 85-99, ACW 99-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2
                80 AssignedToOperator 12
                85 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r1
            """,
            durations="CREATED 0, IN_QUEUE 80, WAITING 5, ACTIVE 14",
        ),
        floor=Floor(staff=(operator(12, 2),), groups=TWO_GROUPS, rules=(1, 2)),
    ),
    Scenario(
        "after the last rule back to the first",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
            130 11 goes ONLINE
            135 11 accepts
            199 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-130, WAITING 130-135, ACTIVE 135-199, ACW 199-",
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1
                 60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2
                100 GroupQueueTimeoutExpired 2, LeftGroupQueue 2, EnteredGroupQueue 1
                130 AssignedToOperator 11
                135 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
        floor=Floor(staff=(operator(11, 1),), groups=TWO_GROUPS, rules=(1, 2)),
    ),
    Scenario(
        "of a lone group back into itself",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
            130 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-130, CLOSED 130-",
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1
                 60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 1
                120 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 1
                130 LeftGroupQueue 1, RoutingEnded r1
            """,
            ends="LeftQueue GuestAbandoned",
        ),
        floor=Floor(staff=(11,), groups=(group(1, queue=60),)),
    ),
    Scenario(
        "withdraws the offers and runs from entering the queue",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             40 11 goes ONLINE
             61 11 accepts ! offer_gone
             66 12 accepts
             99 guest leaves
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-40, WAITING 40-60, IN_QUEUE 60-60, WAITING 60-66, ACTIVE 66-99, ACW 99-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                40 AssignedToOperator 11
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2, AssignedToOperator 12
                66 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r1
            """,
            queue_acw="12 6 -",
        ),
        floor=Floor(staff=(operator(11, 1), operator(12, 2)), groups=TWO_GROUPS, rules=(1, 2)),
    ),
    Scenario(
        "passes over rules whose conditions do not hold",
        came_in="""
              0 contact comes Default language=cs
             65 13 accepts
             99 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-60, WAITING 60-65, ACTIVE 65-99, ACW 99-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 3, AssignedToOperator 13
                65 AcceptedByOperator 13, LeftGroupQueue 3, RoutingEnded r1
            """,
        ),
        floor=Floor(
            staff=(operator(12, 2), operator(13, 3)),
            groups=(*TWO_GROUPS, 3),
            rules=(1, Rule(2, conditions=(Condition("Language", value="en"),)), 3),
        ),
    ),
]

NOWHERE_TO_GO = [
    Scenario(
        "no group is open on arrival",
        came_in="0 contact comes IncomingCall",
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, CLOSED 0-",
            routing="0 RoutingRequestCreated r1, RoutingEnded r1",
            operators="",
            ends="LeftQueue FailedRouting",
            durations="CREATED 0, IN_QUEUE -, WAITING -, ACTIVE -, ACW -",
        ),
        floor=Floor(groups=(group(1, hours=NEVER_OPEN),)),
    ),
    Scenario(
        "no rule holds",
        came_in="0 contact comes IncomingCall language=cs",
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, CLOSED 0-",
            routing="0 RoutingRequestCreated r1, RoutingEnded r1",
            ends="LeftQueue FailedRouting",
        ),
        floor=Floor(rules=(Rule(1, conditions=(Condition("language", value="en"),)),)),
    ),
    Scenario(
        "no group has room",
        came_in="""
             0 11 goes AWAY
             0 12 goes AWAY
             0 #2 contact comes IncomingCall
             5 contact comes IncomingCall
        """,
        told=Told(
            visits="CREATED 5-5, IN_QUEUE 5-5, CLOSED 5-",
            routing="5 RoutingRequestCreated r1, RoutingEnded r1",
            ends="LeftQueue FailedRouting",
        ),
        floor=Floor(groups=(group(1, queue_limit=1),)),
        also={2: Told(visits="CREATED 0-0, IN_QUEUE 0-")},
    ),
    Scenario(
        "a full group is passed over for one with room",
        came_in="""
             0 #2 contact comes IncomingCall
             5 contact comes IncomingCall
             9 guest leaves
        """,
        told=Told(
            visits="CREATED 5-5, IN_QUEUE 5-5, WAITING 5-9, CLOSED 9-",
            routing="""
                5 RoutingRequestCreated r1, EnteredGroupQueue 2, AssignedToOperator 12
                9 LeftGroupQueue 2, RoutingEnded r1
            """,
            ends="LeftQueue GuestAbandoned",
        ),
        floor=Floor(staff=(operator(11, 1), operator(12, 2)), groups=(group(1, queue_limit=1), 2), rules=(1, 2)),
        also={2: Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-")},
    ),
    Scenario(
        "a closed group is passed over for an open one",
        came_in="""
             0 contact comes Default
             5 12 accepts
             9 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-9, ACW 9-",
            routing="""
                0 RoutingRequestCreated r1, EnteredGroupQueue 2, AssignedToOperator 12
                5 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r1
            """,
        ),
        floor=Floor(staff=(operator(11, 1), operator(12, 2)), groups=(group(1, hours=NEVER_OPEN), 2), rules=(1, 2)),
    ),
    Scenario(
        "a forward to a group that is closed waits there until its time is over",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 forwards group 2
            50 11 goes AWAY
           120 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-20, IN_QUEUE 20-120, CLOSED 120-",
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                  5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
                 20 ForwardedToGroup 2 by 11, RoutingRequestCreated r2, EnteredGroupQueue 2
                 80 GroupQueueTimeoutExpired 2, LeftGroupQueue 2, EnteredGroupQueue 1
                120 LeftGroupQueue 1, RoutingEnded r2
            """,
        ),
        floor=Floor(staff=(operator(11, 1),), groups=(1, group(2, hours=NEVER_OPEN, queue=60))),
    ),
]


@each(OVERFLOW)
def test_a_queue_whose_time_is_over_passes_its_session_on(scenario: Scenario) -> None:
    play(scenario)


@each(NOWHERE_TO_GO)
def test_a_session_goes_to_a_group_that_is_open_and_has_room_or_fails(scenario: Scenario) -> None:
    play(scenario)
