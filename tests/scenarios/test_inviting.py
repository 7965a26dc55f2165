"""A colleague is invited into a session (session-semantics, section 8, handing over)."""

from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

TWO_GROUPS = Floor(staff=(operator(11, 1), operator(12, 2), operator(13, 2)), groups=(1, group(2, queue=60)))

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
BEGUN_ROUTING = """
    0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
    5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
"""

INVITATIONS = [
    Scenario(
        "an accepted invitation makes a conference and nothing of the status",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites group 2
            28 12 accepts
            50 11 leaves
            80 guest leaves
            90 11 concludes
           100 12 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-80, ACW 80-100, CLOSED 100-",
            routing=f"""
                {BEGUN_ROUTING}
                20 InvitedGroup 2 by 11, RoutingRequestCreated r2, EnteredGroupQueue 2, AssignedToOperator 12
                28 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r2
            """,
            operators="""
                11 5 50 90
                12 28 80 100
            """,
            ends="LeftSession GuestLeft",
            durations="CREATED 0, IN_QUEUE 0, WAITING 5, ACTIVE 75, ACW 20",
            queue_acw="""
                11 5 40
                12 8 20
            """,
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "the last operator's leave cancels it and ends the session",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites operator 12
            30 11 leaves
            31 12 accepts ! offer_gone
            40 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, ACW 30-40, CLOSED 40-",
            routing=f"""
                {BEGUN_ROUTING}
                20 InvitedUser 12 by 11, RoutingRequestCreated r2, AssignedToOperator 12
                30 RoutingEnded r2
            """,
            operators="11 5 30 40",
            ends="StillConnected OperatorLeft",
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "the last operator's forward cancels it and the guest waits for another",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites operator 12
            30 11 forwards operator 13
            31 12 accepts ! offer_gone
            40 13 accepts
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-40, ACTIVE 40-",
            operators="""
                11 5 30 30
                13 40 - -
            """,
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "the last operator's leave cancels it while the guest waits for a forward",
        came_in="""
             0 14 goes AWAY
             0 contact comes Default
             5 11 accepts
            10 11 invites operator 12
            15 12 accepts
            20 12 invites operator 13
            30 11 forwards group 3
            40 12 leaves
            41 13 accepts ! offer_gone
            50 14 goes ONLINE
            55 14 accepts
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-40, IN_QUEUE 40-50, WAITING 50-55, ACTIVE 55-",
            operators="""
                11 5 30 30
                12 15 40 -
                14 55 - -
            """,
        ),
        floor=Floor(staff=(*TWO_GROUPS.staff, operator(14, 3)), groups=(1, 2, 3)),
    ),
    Scenario(
        "while another operator is in it stays open",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites operator 12
            25 12 accepts
            30 12 invites operator 13
            40 12 leaves
            45 13 accepts
            60 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-60, ACW 60-",
            operators="""
                11 5 60 -
                12 25 40 -
                13 45 60 -
            """,
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "its queue time is its own beside a forward that is accepted sooner",
        came_in="""
             0 contact comes Default
             5 11 accepts
            10 11 invites operator 12
            15 12 accepts
            20 11 invites operator 13
            22 12 forwards group 3
            25 14 accepts
            32 13 accepts
            60 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-60, ACW 60-",
            operators="""
                11 5 60 -
                12 15 22 22
                14 25 60 -
                13 32 60 -
            """,
            queue_acw="""
                11 5 -
                12 5 0
                14 3 -
                13 12 -
            """,
        ),
        floor=Floor(staff=(*TWO_GROUPS.staff, operator(14, 3)), groups=(1, 2, 3)),
    ),
    Scenario(
        "it may be cancelled by hand",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites operator 12
            25 11 cancels-invite
            26 12 accepts ! offer_gone
            27 11 cancels-invite ! invalid_value
            60 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-60, ACW 60-",
            routing=f"""
                {BEGUN_ROUTING}
                20 InvitedUser 12 by 11, RoutingRequestCreated r2, AssignedToOperator 12
                25 RoutingEnded r2
            """,
            operators="11 5 60 -",
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "nobody comes and the conversation goes on",
        came_in="""
             0 12 goes AWAY
             0 13 goes AWAY
             0 contact comes Default
             5 11 accepts
            20 11 invites group 2
            99 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-99, ACW 99-",
            routing=f"""
                {BEGUN_ROUTING}
                20 InvitedGroup 2 by 11, RoutingRequestCreated r2, EnteredGroupQueue 2
                80 GroupQueueTimeoutExpired 2, LeftGroupQueue 2, RoutingEnded r2
            """,
            operators="11 5 99 -",
        ),
        floor=TWO_GROUPS,
    ),
    Scenario(
        "the guest leaves before anybody has come and the offer goes",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 invites operator 12
            25 guest leaves
            26 12 accepts ! offer_gone
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-25, ACW 25-", operators="11 5 25 -", ends="LeftSession GuestLeft"),
        floor=TWO_GROUPS,
    ),
]


@each(INVITATIONS)
def test_an_invited_operator_joins_beside_the_inviting_one(scenario: Scenario) -> None:
    play(scenario)
