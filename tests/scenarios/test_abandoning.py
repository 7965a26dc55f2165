"""The guest gives up in every state (session-semantics, sections 3 and 4)."""

from tests.scenarios.runner import Floor, Scenario, Told, each, play

ONE = Floor(staff=(11,))

BEFORE_AN_OPERATOR = [
    Scenario(
        "in the entry form",
        came_in="""
             0 contact comes Default unrouted
            13 guest leaves
        """,
        told=Told(
            moments="guestJoined 0, started -, ended 13, waited -, length -",
            visits="CREATED 0-13, CLOSED 13-",
            routing="",
            operators="",
            ends="LeftBeforeQueue GuestAbandoned",
            durations="CREATED -, IN_QUEUE -, WAITING -, BCW -, ACTIVE -, ACW -, RING -, PBX_TO_OPERATOR -",
        ),
    ),
    Scenario(
        "in the IVR",
        came_in="""
            0 contact comes IncomingCall unrouted
            9 guest leaves
        """,
        told=Told(
            visits="CREATED 0-9, CLOSED 9-",
            routing="",
            operators="",
            ends="LeftBeforeQueue GuestAbandoned",
            durations="CREATED -, PBX_TO_OPERATOR -",
        ),
    ),
    Scenario(
        "while a campaign dials",
        came_in="""
            0 contact comes Campaign Predictive
            2 system dials
            9 guest leaves
        """,
        told=Told(visits="CREATED 0-9, CLOSED 9-", routing="", ends="LeftBeforeQueue GuestAbandoned"),
    ),
    Scenario(
        "in the queue",
        came_in="""
             0 11 goes AWAY
             0 contact comes Default
            41 guest leaves
        """,
        told=Told(
            moments="guestJoined 0, started -, ended 41, waited 41, length -",
            visits="CREATED 0-0, IN_QUEUE 0-41, CLOSED 41-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                41 LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="",
            ends="LeftQueue GuestAbandoned",
            durations="CREATED 0, IN_QUEUE -, WAITING -, ACTIVE -, ACW -",
        ),
        floor=ONE,
    ),
    Scenario(
        "while an operator holds the offer",
        came_in="""
             0 contact comes IncomingCall
            11 guest leaves
            12 11 accepts ! offer_gone
        """,
        told=Told(
            moments="guestJoined 0, started -, ended 11, waited 11, length -",
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-11, CLOSED 11-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                11 LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="",
            ends="LeftQueue GuestAbandoned",
            durations="CREATED 0, IN_QUEUE 0, WAITING -, ACTIVE -, PBX_TO_OPERATOR -",
        ),
    ),
    Scenario(
        "in the second queue after a forward",
        came_in="""
             0 contact comes Default
             5 11 accepts
            30 11 forwards group 1
            55 guest leaves
        """,
        told=Told(
            moments="started 5, ended 30, waited 5, length 25",
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-30, IN_QUEUE 30-55, CLOSED 55-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                 5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
                30 ForwardedToGroup 1 by 11, RoutingRequestCreated r2, EnteredGroupQueue 1
                55 LeftGroupQueue 1, RoutingEnded r2
            """,
            operators="11 5 30 30",
            ends="LeftQueue GuestAbandoned",
            durations="CREATED 0, IN_QUEUE 0, WAITING 5, ACTIVE 25, ACW 0",
        ),
        floor=ONE,
    ),
]

WITH_AN_OPERATOR = [
    Scenario(
        "in the second queue while the forwarder still does after call work",
        came_in="""
             0 contact comes Default
             5 11 accepts
            30 11 forwards group 1 keeping-acw
            55 guest leaves
            70 11 concludes
        """,
        told=Told(
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-30, IN_QUEUE 30-55, ACW 55-70, CLOSED 70-
            """,
            operators="11 5 30 70",
            ends="LeftQueue GuestAbandoned",
            moments="started 5, ended 30, waited 5, length 25",
            durations="ACTIVE 25, ACW 40",
            queue_acw="11 5 40",
        ),
        floor=ONE,
    ),
    Scenario(
        "while the callback is prepared",
        came_in="""
             0 contact comes Callback
             4 11 accepts
            10 guest leaves
            30 11 concludes
        """,
        told=Told(
            moments="guestJoined -, started 4, dialled -, ended 10, waited 4, length -",
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, BCW 4-10, ACW 10-30, CLOSED 30-",
            operators="11 4 10 30",
            ends="LeftSession GuestAbandoned",
            durations="WAITING 4, BCW -, ACTIVE -, ACW 20",
        ),
    ),
    Scenario(
        "while the phone rings",
        came_in="""
             0 contact comes Callback
             4 11 accepts
            10 11 dials
            12 line says RINGING
            17 line says REJECTED
            30 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, BCW 4-17, ACW 17-30, CLOSED 30-",
            operators="11 4 17 30",
            durations="BCW -, ACTIVE -, ACW 13, RING -",
        ),
    ),
    Scenario(
        "while talking",
        came_in="""
             0 contact comes Default
             4 11 accepts
            64 guest leaves
            80 11 concludes
        """,
        told=Told(
            moments="started 4, ended 64, waited 4, length 60",
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, ACTIVE 4-64, ACW 64-80, CLOSED 80-",
            operators="11 4 64 80",
            ends="LeftSession GuestLeft",
            durations="ACTIVE 60, ACW 16",
        ),
    ),
    Scenario(
        "on hold",
        came_in="""
             0 contact comes IncomingCall
             4 11 accepts
            20 11 holds
            64 guest leaves
            80 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, ACTIVE 4-64, ACW 64-80, CLOSED 80-",
            operators="11 4 64 80",
            ends="LeftSession GuestLeft",
            durations="ACTIVE 60, ACW 16, PBX_TO_OPERATOR 4",
        ),
    ),
    Scenario(
        "in after call work",
        came_in="""
             0 contact comes Default
             4 11 accepts
            64 11 leaves
            70 guest leaves
            80 11 concludes
        """,
        told=Told(
            moments="started 4, ended 64, waited 4, length 60",
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, ACTIVE 4-64, ACW 64-80, CLOSED 80-",
            operators="11 4 64 80",
            ends="LeftAfterSession OperatorLeft",
            durations="ACTIVE 60, ACW 16",
        ),
    ),
    Scenario(
        "after everything is done and twice",
        came_in="""
             0 contact comes Default
             4 11 accepts
            64 11 leaves
            80 11 concludes
            90 guest leaves
            91 guest leaves
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-4, ACTIVE 4-64, ACW 64-80, CLOSED 80-",
            operators="11 4 64 80",
            ends="LeftAfterSession OperatorLeft",
        ),
    ),
]


@each([*BEFORE_AN_OPERATOR, *WITH_AN_OPERATOR])
def test_the_guest_may_give_up(scenario: Scenario) -> None:
    play(scenario)
