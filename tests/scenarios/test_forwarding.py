"""A session is handed over to a group or an operator (session-semantics, section 8, handing over)."""

from tests.scenarios.floors import operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

SUPPORT_AND_SALES = Floor(staff=(operator(11, 1), operator(12, 2), operator(13, 3)), groups=(1, 2, 3))

#: How each of these begins: the session is with operator 11 from the fifth second on.
BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
BEGUN_ROUTING = """
    0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
    5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
"""

TO_COLLEAGUES = [
    Scenario(
        "to a group",
        came_in="""
             0 contact comes Default
             5 11 accepts
            30 11 forwards group 2
            42 12 accepts
            80 guest leaves
            90 12 concludes
        """,
        told=Told(
            moments="started 5, ended 80, waited 5, length 75",
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-42, ACTIVE 42-80, ACW 80-90, CLOSED 90-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToGroup 2 by 11, RoutingRequestCreated r2, EnteredGroupQueue 2, AssignedToOperator 12
                42 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r2
            """,
            operators="""
                11 5 30 30
                12 42 80 90
            """,
            ends="LeftSession GuestLeft",
            durations="CREATED 0, IN_QUEUE 0, WAITING 5, ACTIVE 75, ACW 10",
            queue_acw="""
                11 5 0
                12 12 10
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "twice",
        came_in="""
             0 contact comes IncomingCall
             5 11 accepts
            30 11 forwards group 2
            42 12 accepts
            60 12 forwards group 3
            71 13 accepts
           100 13 leaves
           110 13 concludes
        """,
        told=Told(
            moments="started 5, ended 100, waited 5, length 95",
            visits=f"""
                {BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-42, ACTIVE 42-60, IN_QUEUE 60-60, WAITING 60-71,
                ACTIVE 71-100, ACW 100-110, CLOSED 110-
            """,
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToGroup 2 by 11, RoutingRequestCreated r2, EnteredGroupQueue 2, AssignedToOperator 12
                42 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r2
                60 ForwardedToGroup 3 by 12, RoutingRequestCreated r3, EnteredGroupQueue 3, AssignedToOperator 13
                71 AcceptedByOperator 13, LeftGroupQueue 3, RoutingEnded r3
            """,
            operators="""
                11 5 30 30
                12 42 60 60
                13 71 100 110
            """,
            durations="CREATED 0, IN_QUEUE 0, WAITING 5, ACTIVE 95, ACW 10, PBX_TO_OPERATOR 5",
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "to an operator by name",
        came_in="""
             0 12 goes AWAY
             0 contact comes Default
             5 11 accepts
            30 11 forwards operator 12
            36 12 goes ONLINE
            42 12 accepts
            80 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-36, WAITING 36-42, ACTIVE 42-80, ACW 80-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToUser 12 by 11, RoutingRequestCreated r2
                36 AssignedToOperator 12
                42 AcceptedByOperator 12, RoutingEnded r2
            """,
            operators="""
                11 5 30 30
                12 42 80 -
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "to an operator by name who never comes and then on by the rules",
        came_in="""
             0 12 goes AWAY
             0 contact comes Default
             5 11 accepts
            30 11 forwards operator 12
           340 11 accepts
           380 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-330, WAITING 330-340, ACTIVE 340-380, ACW 380-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToUser 12 by 11, RoutingRequestCreated r2
                330 RoutingRequestCreated r3, RoutingEnded r2, EnteredGroupQueue 1, AssignedToOperator 11
                340 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r3
            """,
            operators="""
                11 5 30 30
                11 340 380 -
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "keeping the after call work",
        came_in="""
             0 contact comes Default
             5 11 accepts
            30 11 forwards group 2 keeping-acw
            42 12 accepts
            50 11 concludes
            80 guest leaves
            90 12 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-42, ACTIVE 42-80, ACW 80-90, CLOSED 90-",
            operators="""
                11 5 30 50
                12 42 80 90
            """,
            durations="ACW 10",
            queue_acw="""
                11 5 20
                12 12 10
            """,
        ),
        floor=SUPPORT_AND_SALES,
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 30 AFTER_CALL, 50 ONLINE"},
    ),
    Scenario(
        "from the preview of the offer",
        came_in="""
             0 contact comes Default
             5 11 forwards group 2
             8 11 accepts ! offer_gone
            12 12 accepts
            80 guest leaves
        """,
        told=Told(
            moments="started 12, ended 80, waited 12, length 68",
            visits="""
                CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, IN_QUEUE 5-5, WAITING 5-12, ACTIVE 12-80, ACW 80-
            """,
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                 5 ForwardedToGroup 2 by 11, LeftGroupQueue 1, RoutingEnded r1, RoutingRequestCreated r2,
                   EnteredGroupQueue 2, AssignedToOperator 12
                12 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r2
            """,
            operators="12 12 80 -",
            durations="WAITING 12, ACTIVE 68",
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "by one of two operators and the status stays",
        came_in="""
             0 contact comes Default
             5 11 accepts
            10 11 invites operator 12
            15 12 accepts
            30 11 forwards group 3
            42 13 accepts
            80 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-80, ACW 80-",
            routing=f"""
                {BEGUN_ROUTING}
                10 InvitedUser 12 by 11, RoutingRequestCreated r2, AssignedToOperator 12
                15 AcceptedByOperator 12, RoutingEnded r2
                30 ForwardedToGroup 3 by 11, RoutingRequestCreated r3, EnteredGroupQueue 3, AssignedToOperator 13
                42 AcceptedByOperator 13, LeftGroupQueue 3, RoutingEnded r3
            """,
            operators="""
                11 5 30 30
                12 15 80 -
                13 42 80 -
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "by one of two operators and the other leaves before anybody has come",
        came_in="""
             0 contact comes Default
             5 11 accepts
            10 11 invites operator 12
            15 12 accepts
            30 11 forwards group 3
            35 12 leaves
            42 13 accepts
            50 12 concludes
            80 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-35, WAITING 35-42, ACTIVE 42-80, ACW 80-",
            operators="""
                11 5 30 30
                12 15 35 50
                13 42 80 -
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "while the number of a callback rings",
        came_in="""
             0 contact comes Callback
             5 11 accepts
             9 11 dials
            20 11 forwards group 2
            21 line says ANSWERED ! move_refused
            30 12 accepts
            33 12 dials
            40 line says ANSWERED
            80 guest leaves
        """,
        told=Told(
            visits=f"""
                {BEGUN} BCW 5-20, IN_QUEUE 20-20, WAITING 20-30, BCW 30-40, ACTIVE 40-80, ACW 80-
            """,
            operators="""
                11 5 20 20
                12 30 80 -
            """,
            moments="guestJoined 40, started 5, dialled 9, ended 80, waited 5, length 40",
            durations="BCW 35, ACTIVE 40, RING 31",
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "through the API and everybody leaves and concludes",
        came_in="""
             0 contact comes Default
             5 11 accepts
            10 11 invites operator 12
            15 12 accepts
            30 api forwards group 3
            42 13 accepts
            80 guest leaves
            85 13 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-42, ACTIVE 42-80, ACW 80-85, CLOSED 85-",
            routing=f"""
                {BEGUN_ROUTING}
                10 InvitedUser 12 by 11, RoutingRequestCreated r2, AssignedToOperator 12
                15 AcceptedByOperator 12, RoutingEnded r2
                30 ForwardedToGroup 3, RoutingRequestCreated r3, EnteredGroupQueue 3, AssignedToOperator 13
                42 AcceptedByOperator 13, LeftGroupQueue 3, RoutingEnded r3
            """,
            operators="""
                11 5 30 30
                12 15 30 30
                13 42 80 85
            """,
        ),
        floor=SUPPORT_AND_SALES,
    ),
    Scenario(
        "through the API while it waits starts anew at the end of the line",
        came_in="""
             0 12 goes AWAY
             0 contact comes Default
             5 #2 contact comes Default
            10 api forwards group 1
            20 12 goes ONLINE
            25 #2 12 accepts
            30 12 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-20, WAITING 20-30, ACTIVE 30-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                10 ForwardedToGroup 1, LeftGroupQueue 1, RoutingEnded r1, RoutingRequestCreated r2, EnteredGroupQueue 1
                20 AssignedToOperator 12
                30 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r2
            """,
        ),
        floor=Floor(staff=(operator(12, 1),)),
    ),
    Scenario(
        "to an operator who is in the session already is refused",
        came_in="""
             0 contact comes Default
             5 11 accepts
             9 11 forwards operator 11 ! operator_in_session
            12 12 forwards group 3 ! operator_not_in_session
            14 11 forwards group 9 ! group_unknown
            80 guest leaves
            85 api forwards group 3 ! move_refused
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-80, ACW 80-", routing=BEGUN_ROUTING, operators="11 5 80 -"),
        floor=SUPPORT_AND_SALES,
    ),
]


@each(TO_COLLEAGUES)
def test_a_session_is_handed_over(scenario: Scenario) -> None:
    play(scenario)
