"""Offers that are not accepted in time, rejected or taken back (session-semantics, section 8, offers)."""

from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

THREE = Floor(staff=(11, 12, 13))

TIMEOUTS = [
    Scenario(
        "a further operator is asked in addition and the first may still accept",
        came_in="""
              0 contact comes Default
             41 11 accepts
             42 12 accepts ! offer_gone
            100 11 leaves
            110 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-41, ACTIVE 41-100, ACW 100-110, CLOSED 110-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11, AssignedToOperator 12
                41 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 41 100 110",
            durations="IN_QUEUE 0, WAITING 41, ACTIVE 59, ACW 10",
            queue_acw="11 41 10",
        ),
        floor=THREE,
    ),
    Scenario(
        "the operator asked in addition accepts",
        came_in="""
              0 contact comes Default
             41 12 accepts
             42 11 accepts ! offer_gone
            100 12 leaves
            110 12 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-41, ACTIVE 41-100, ACW 100-110, CLOSED 110-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11, AssignedToOperator 12
                41 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 41 100 110",
            durations="WAITING 41",
            queue_acw="12 11 10",
        ),
        floor=THREE,
    ),
    Scenario(
        "nobody else is free and the late acceptance counts",
        came_in="""
              0 contact comes Default
             95 11 accepts
            100 11 leaves
            110 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-95, ACTIVE 95-100, ACW 100-110, CLOSED 110-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11
                95 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 95 100 110",
        ),
        floor=Floor(staff=(11,)),
    ),
    Scenario(
        "a group set to withdraw takes the offer back",
        came_in="""
              0 contact comes Default
             41 11 accepts ! offer_gone
             45 12 accepts
            100 12 leaves
            110 12 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-30, IN_QUEUE 30-30, WAITING 30-45, ACTIVE 45-100, ACW 100-110,
                CLOSED 110-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11, AssignedToOperator 12
                45 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 45 100 110",
            queue_acw="12 15 10",
        ),
        floor=Floor(groups=(group(1, withdraws_on_timeout=True),)),
    ),
    Scenario(
        "three unanswered offers in a row set the operator Away",
        came_in="""
              0 contact comes Default
              1 #2 contact comes Default
              2 #3 contact comes Default
             40 11 accepts ! offer_gone
             50 #2 11 accepts ! offer_gone
             60 11 goes ONLINE
             65 11 accepts
             70 #2 11 accepts
             75 #3 11 accepts
            100 11 leaves
            110 11 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-32, IN_QUEUE 32-60, WAITING 60-65, ACTIVE 65-100, ACW 100-110,
                CLOSED 110-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11
                60 AssignedToOperator 11
                65 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 65 100 110",
            queue_acw="11 5 10",
        ),
        floor=Floor(staff=(11,)),
        also={
            2: Told(visits="CREATED 1-1, IN_QUEUE 1-1, WAITING 1-32, IN_QUEUE 32-60, WAITING 60-70, ACTIVE 70-"),
            3: Told(visits="CREATED 2-2, IN_QUEUE 2-2, WAITING 2-32, IN_QUEUE 32-60, WAITING 60-75, ACTIVE 75-"),
        },
        timelines={11: "0 OFFLINE, 0 ONLINE, 32 AWAY, 60 ONLINE, 65 ON_CALL"},
    ),
    Scenario(
        "an answer between them begins the count anew",
        came_in="""
              0 contact comes WhatsApp
             31 11 accepts
             32 #2 contact comes WhatsApp
             33 #3 contact comes WhatsApp
             70 nothing
             71 #4 contact comes WhatsApp
             80 guest leaves
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-31, ACTIVE 31-80, ACW 80-"),
        floor=Floor(staff=(11,)),
        also={4: Told(visits="CREATED 71-71, IN_QUEUE 71-71, WAITING 71-")},
        timelines={11: "0 OFFLINE, 0 ONLINE, 31 ON_CALL, 80 AFTER_CALL"},
    ),
]

REJECTS = [
    Scenario(
        "a rejected offer goes to the next operator at once",
        came_in="""
              0 contact comes Default
              4 11 rejects
              9 12 accepts
             50 12 leaves
             60 12 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, IN_QUEUE 4-4, WAITING 4-9, ACTIVE 9-50, ACW 50-60, CLOSED 60-
            """,
            routing="""
                0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                4 AssignedToOperator 12
                9 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 9 50 60",
            durations="WAITING 9",
            queue_acw="12 5 10",
        ),
    ),
    Scenario(
        "everybody rejects and the session waits for somebody else to come",
        came_in="""
              0 13 goes OFFLINE
              0 contact comes Default
              4 11 rejects
              9 12 rejects
             20 11 goes AWAY
             25 11 goes ONLINE
             60 13 goes ONLINE
             63 13 accepts
             90 guest leaves
             95 13 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, IN_QUEUE 4-4, WAITING 4-9, IN_QUEUE 9-60, WAITING 60-63,
                ACTIVE 63-90, ACW 90-95, CLOSED 95-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                 4 AssignedToOperator 12
                60 AssignedToOperator 13
                63 AcceptedByOperator 13, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="13 63 90 95",
        ),
        floor=THREE,
    ),
    Scenario(
        "rejected by everybody it keeps its place before those who came later",
        came_in="""
              0 13 goes OFFLINE
              0 contact comes IncomingCall
              4 11 rejects
              9 12 rejects
             15 #2 contact comes IncomingCall
             16 #3 contact comes IncomingCall
             17 #4 contact comes IncomingCall
             60 13 goes ONLINE
             61 13 accepts
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, IN_QUEUE 4-4, WAITING 4-9, IN_QUEUE 9-60, WAITING 60-61,
                ACTIVE 61-
            """,
            operators="13 61 - -",
        ),
        floor=THREE,
        also={4: Told(visits="CREATED 17-17, IN_QUEUE 17-", operators="")},
    ),
    Scenario(
        "rejected by everybody it is offered to them again in another group",
        came_in="""
              0 contact comes Default
              4 11 rejects
             62 11 accepts
             70 guest leaves
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, IN_QUEUE 4-60, WAITING 60-62, ACTIVE 62-70, ACW 70-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                60 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2, AssignedToOperator 11
                62 AcceptedByOperator 11, LeftGroupQueue 2, RoutingEnded r1
            """,
        ),
        floor=Floor(staff=(operator(11, 1, 2),), groups=(group(1, queue=60), 2), rules=(1, 2)),
    ),
]

PHONE_LEGS = [
    Scenario(
        "a phone that is not answered in 15 seconds loses the offer",
        came_in="""
             0 contact comes IncomingCall
             3 11 rings
            20 11 accepts ! offer_gone
            25 12 rings
            30 12 accepts
            90 guest leaves
            99 12 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-18, IN_QUEUE 18-18, WAITING 18-30, ACTIVE 30-90, ACW 90-99,
                CLOSED 99-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                18 AssignedToOperator 12
                30 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="12 30 90 99",
            durations="WAITING 30, PBX_TO_OPERATOR 30",
        ),
    ),
    Scenario(
        "an offer that is accepted on the desk may time out while the phone rings",
        came_in="""
             0 contact comes IncomingCall
            25 11 rings
            33 11 accepts
            90 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-33, ACTIVE 33-90, ACW 90-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 OperatorTimeoutExpired 11, AssignedToOperator 12
                33 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
    ),
]


@each(TIMEOUTS)
def test_an_offer_that_is_not_accepted_in_time_stays_open_beside_the_next(scenario: Scenario) -> None:
    play(scenario)


@each(REJECTS)
def test_a_rejected_session_keeps_its_place(scenario: Scenario) -> None:
    play(scenario)


@each(PHONE_LEGS)
def test_a_call_is_accepted_when_the_operators_phone_answers(scenario: Scenario) -> None:
    play(scenario)
