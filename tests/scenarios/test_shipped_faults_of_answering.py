"""Faults of answering that other contact centres shipped: two at once, and one side gone during the offer."""

from hovorna.domain.vocabulary import StrategyName
from tests.scenarios.floors import group
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
ONE = Floor(staff=(11,))
WHOLE_GROUP = (group(1, strategy=StrategyName.WHOLE_GROUP),)

TWO_AT_ONCE = [
    Scenario(
        "of a whole group that was asked",
        came_in="""
             0 contact comes IncomingCall
             5 12 accepts
             5 11 accepts ! offer_gone
             5 12 accepts ! offer_gone
            40 guest leaves
            50 12 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-40, ACW 40-50, CLOSED 50-",
            routing="""
                0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11, AssignedToOperator 12,
                  AssignedToOperator 13
                5 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 5 40 50",
        ),
        floor=Floor(staff=(11, 12, 13), groups=WHOLE_GROUP),
        timelines={11: "0 OFFLINE, 0 ONLINE", 12: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 40 AFTER_CALL, 50 ONLINE"},
    ),
    Scenario(
        "after the first was slow",
        came_in="""
             0 contact comes Default
            35 11 accepts
            35 12 accepts ! offer_gone
            40 guest leaves
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-35, ACTIVE 35-40, ACW 40-", operators="11 35 40 -"),
    ),
    Scenario(
        "one operator two calls",
        came_in="""
             0 contact comes IncomingCall
             1 #2 contact comes IncomingCall
             5 11 accepts
             5 #2 11 accepts ! operator_full
            40 guest leaves
            50 11 concludes
            51 #2 11 accepts
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-40, ACW 40-50, CLOSED 50-"),
        floor=Floor(staff=(11,), groups=WHOLE_GROUP),
        also={
            # Offers to a whole group use no slot and stay; only their acceptance is refused.
            2: Told(visits="CREATED 1-1, IN_QUEUE 1-1, WAITING 1-51, ACTIVE 51-"),
        },
    ),
]

GONE_DURING_THE_OFFER = [
    Scenario(
        "the caller hangs up and the operator is free for the next at once",
        came_in="""
             0 contact comes IncomingCall
             1 #2 contact comes IncomingCall
             5 guest leaves
             6 11 accepts ! offer_gone
             7 #2 11 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, CLOSED 5-",
            operators="",
            ends="LeftQueue GuestAbandoned",
        ),
        floor=ONE,
        also={2: Told(visits="CREATED 1-1, IN_QUEUE 1-5, WAITING 5-7, ACTIVE 7-")},
        timelines={11: "0 OFFLINE, 0 ONLINE, 7 ON_CALL"},
    ),
    Scenario(
        "the caller hangs up while the operator's phone rings",
        came_in="""
             0 contact comes IncomingCall
             3 11 rings
             5 guest leaves
             6 11 accepts ! offer_gone
            30 nothing
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, CLOSED 5-", operators=""),
        timelines={11: "0 OFFLINE, 0 ONLINE"},
    ),
    Scenario(
        "callers who hang up do not count as unanswered by the operator",
        came_in="""
             0 contact comes IncomingCall
             5 guest leaves
            10 #2 contact comes IncomingCall
            15 #2 guest leaves
            20 #3 contact comes IncomingCall
            25 #3 guest leaves
            30 #4 contact comes IncomingCall
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, CLOSED 5-"),
        floor=ONE,
        also={4: Told(visits="CREATED 30-30, IN_QUEUE 30-30, WAITING 30-")},
        timelines={11: "0 OFFLINE, 0 ONLINE"},
    ),
    Scenario(
        "the operator goes away and the next is asked",
        came_in="""
             0 contact comes IncomingCall
             5 11 goes AWAY
             6 11 accepts ! offer_gone
             9 12 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, IN_QUEUE 5-5, WAITING 5-9, ACTIVE 9-",
            routing="""
                0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                5 AssignedToOperator 12
                9 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 9 - -",
            queue_acw="12 4 -",
        ),
    ),
    Scenario(
        "the operator goes away while the phone rings and nobody else is there",
        came_in="""
             0 contact comes IncomingCall
             3 11 rings
             5 11 goes BREAK
             6 11 accepts ! offer_gone
            60 11 goes ONLINE
            66 11 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, IN_QUEUE 5-60, WAITING 60-66, ACTIVE 66-",
            operators="11 66 - -",
            queue_acw="11 6 -",
        ),
        floor=ONE,
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 BREAK, 60 ONLINE, 66 ON_CALL"},
    ),
]


@each(TWO_AT_ONCE)
def test_when_two_answer_at_once_one_has_it(scenario: Scenario) -> None:
    play(scenario)


@each(GONE_DURING_THE_OFFER)
def test_when_one_side_is_gone_during_the_offer_nobody_is_lost(scenario: Scenario) -> None:
    play(scenario)
