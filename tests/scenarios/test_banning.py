"""The guest is banned in each state: everybody leaves and concludes at that instant (session-semantics, section 3)."""

from tests.scenarios.runner import Floor, Scenario, Told, each, play

BANS = [
    Scenario(
        "in CREATED",
        came_in="""
             0 contact comes Default unrouted
            13 guest banned
        """,
        told=Told(visits="CREATED 0-13, BLACKLISTED 13-", routing="", operators="", ends="LeftBeforeQueue -"),
    ),
    Scenario(
        "in IN_QUEUE",
        came_in="""
             0 11 goes AWAY
             0 contact comes Default
            13 guest banned
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-13, BLACKLISTED 13-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1
                13 LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="",
            ends="LeftQueue -",
            durations="CREATED 0, IN_QUEUE -, WAITING -, ACTIVE -, ACW -",
        ),
        floor=Floor(staff=(11,)),
    ),
    Scenario(
        "in WAITING",
        came_in="""
             0 contact comes Default
            13 guest banned
            14 11 accepts ! offer_gone
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-13, BLACKLISTED 13-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                13 LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="",
            ends="LeftQueue -",
        ),
    ),
    Scenario(
        "in BCW",
        came_in="""
             0 contact comes Callback
             5 11 accepts
             8 11 dials
            13 guest banned
            14 line says ANSWERED ! move_refused
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, BCW 5-13, BLACKLISTED 13-",
            operators="11 5 13 13",
            ends="LeftSession -",
            durations="BCW -, ACTIVE -, ACW 0, RING -",
        ),
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 BEFORE_CALL, 13 AFTER_CALL, 13 ONLINE"},
    ),
    Scenario(
        "in ACTIVE with two operators and an open invitation",
        came_in="""
             0 13 goes AWAY
             0 contact comes Default
             5 11 accepts
             6 11 invites operator 12
             7 12 accepts
             8 11 invites operator 13
            30 guest banned
            31 11 concludes ! operator_not_in_session
            32 guest returns
            33 contact asks ! move_refused
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-30, BLACKLISTED 30-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                 5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
                 6 InvitedUser 12 by 11, RoutingRequestCreated r2, AssignedToOperator 12
                 7 AcceptedByOperator 12, RoutingEnded r2
                 8 InvitedUser 13 by 11, RoutingRequestCreated r3
                30 RoutingEnded r3
            """,
            operators="""
                11 5 30 30
                12 7 30 30
            """,
            ends="LeftSession -",
            durations="ACTIVE 25, ACW 0",
        ),
        floor=Floor(staff=(11, 12, 13)),
    ),
    Scenario(
        "in the second queue while the forwarder still does after call work",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 11 forwards group 1 keeping-acw
            30 guest banned
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-20, IN_QUEUE 20-30, BLACKLISTED 30-",
            operators="11 5 20 30",
            ends="LeftQueue -",
        ),
        floor=Floor(staff=(11,)),
    ),
    Scenario(
        "in ACW and afterwards it is refused",
        came_in="""
             0 contact comes Default
             5 11 accepts
            20 guest leaves
            30 guest banned ! move_refused
            40 11 concludes
            50 guest banned ! move_refused
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-20, ACW 20-40, CLOSED 40-",
            operators="11 5 20 40",
            ends="LeftSession GuestLeft",
        ),
    ),
]


@each(BANS)
def test_a_ban_ends_everything_at_once(scenario: Scenario) -> None:
    play(scenario)
