"""Guests and operators who lose their connection, and messengers that fall silent (session-semantics, section 8)."""

from tests.scenarios.floors import department, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"

GUESTS = [
    Scenario(
        "who returns within the tolerance was never gone",
        came_in="""
              0 contact comes Default
              5 11 accepts
             20 guest drops
             79 guest returns
            200 guest leaves
            210 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-200, ACW 200-210, CLOSED 210-",
            operators="11 5 200 210",
            ends="LeftSession GuestLeft",
            durations="ACTIVE 195",
        ),
    ),
    Scenario(
        "who does not return has left when the connection was lost",
        came_in="""
              0 contact comes Default
              5 11 accepts
             20 guest drops
             81 guest returns
             90 11 concludes
        """,
        told=Told(
            moments="started 5, ended 20, waited 5, length 15",
            visits=f"{BEGUN} ACTIVE 5-20, ACW 20-90, CLOSED 90-",
            operators="11 5 20 90",
            ends="LeftSession GuestLeft",
            durations="ACTIVE 15, ACW 70",
            queue_acw="11 5 70",
        ),
    ),
    Scenario(
        "who drops off twice is given the whole tolerance twice",
        came_in="""
              0 contact comes Default
              5 11 accepts
             20 guest drops
             70 guest returns
             75 guest drops
            134 guest joins
            200 guest leaves
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-200, ACW 200-", operators="11 5 200 -"),
    ),
    Scenario(
        "who drops off in the queue and does not return left the queue then",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             20 guest drops
            100 nothing
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-20, CLOSED 20-",
            ends="LeftQueue GuestAbandoned",
            durations="IN_QUEUE -",
        ),
        floor=Floor(staff=(11,)),
    ),
    Scenario(
        "who drops off in the queue and was accepted meanwhile left after that",
        came_in="""
              0 contact comes Default
             20 guest drops
             30 11 accepts
            100 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-30, ACTIVE 30-30, ACW 30-100, CLOSED 100-",
            operators="11 30 30 100",
            ends="LeftSession GuestLeft",
            durations="WAITING 30, ACTIVE 0, ACW 70",
        ),
    ),
    Scenario(
        "whose department is less patient",
        came_in="""
              0 contact comes Default
              5 11 accepts
             20 guest drops
             26 guest returns
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-20, ACW 20-", operators="11 5 20 -"),
        floor=Floor(department=department(guest_tolerance=5)),
    ),
]

OPERATORS = [
    Scenario(
        "keeps the offers for 20 seconds",
        came_in="""
              0 contact comes Default
              2 11 disconnects
             10 11 accepts ! operator_unavailable
             21 11 reconnects
             25 11 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-25, ACTIVE 25-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                25 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
        timelines={11: "0 OFFLINE, 0 ONLINE, 2 DISCONNECTED, 21 ONLINE, 25 ON_CALL"},
    ),
    Scenario(
        "loses the offers after 20 seconds",
        came_in="""
              0 contact comes Default
              2 11 disconnects
             23 11 reconnects
             24 11 accepts ! offer_gone
             25 12 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-22, IN_QUEUE 22-22, WAITING 22-25, ACTIVE 25-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                22 AssignedToOperator 12
                25 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
    ),
    Scenario(
        "who is back within 120 seconds keeps the chat",
        came_in="""
              0 contact comes Default
              5 11 accepts
             50 11 disconnects
            169 11 reconnects
            200 guest leaves
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-200, ACW 200-", operators="11 5 200 -"),
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 50 DISCONNECTED, 169 ON_CALL, 200 AFTER_CALL"},
    ),
    Scenario(
        "loses the chat after 120 seconds and has left since the disconnect",
        came_in="""
              0 contact comes Default
              5 11 accepts
             50 11 disconnects
             60 #2 contact comes Default
            180 12 accepts
            230 guest leaves
            240 12 concludes
        """,
        told=Told(
            visits=f"""
                {BEGUN} ACTIVE 5-50, IN_QUEUE 50-170, WAITING 170-180, ACTIVE 180-230, ACW 230-240, CLOSED 240-
            """,
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                  5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
                170 RoutingRequestCreated r2, EnteredGroupQueue 1, AssignedToOperator 12
                180 AcceptedByOperator 12, LeftGroupQueue 1, RoutingEnded r2
            """,
            operators="""
                11 5 50 50
                12 180 230 240
            """,
            durations="ACTIVE 225, ACW 10",
            queue_acw="""
                11 5 0
                12 10 10
            """,
        ),
    ),
    Scenario(
        "returns the chat at its old place before who came later",
        came_in="""
              0 contact comes Default
              5 11 accepts
              6 12 goes AWAY
             50 11 disconnects
             60 #2 contact comes Default
            180 12 goes ONLINE
            185 12 accepts
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-50, IN_QUEUE 50-180, WAITING 180-185, ACTIVE 185-"),
        floor=Floor(staff=(11, operator(12, live_slots=1))),
        also={2: Told(visits="CREATED 60-60, IN_QUEUE 60-")},
    ),
    Scenario(
        "keeps a phone call as long as the PBX says",
        came_in="""
              0 contact comes IncomingCall
              5 11 accepts
             50 11 disconnects
            400 guest leaves
            420 11 reconnects
            450 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-400, ACW 400-450, CLOSED 450-",
            operators="11 5 400 450",
            durations="ACTIVE 395, ACW 50",
        ),
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 50 DISCONNECTED, 420 AFTER_CALL, 450 ONLINE"},
    ),
    Scenario(
        "goes offline with a chat in hand and is as good as disconnected",
        came_in="""
              0 contact comes WhatsApp
              5 11 accepts
             50 11 goes OFFLINE
            180 12 accepts
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-50, IN_QUEUE 50-170, WAITING 170-180, ACTIVE 180-",
            operators="""
                11 5 50 50
                12 180 - -
            """,
        ),
    ),
    Scenario(
        "ends the invitation to chat that nobody else knows of",
        came_in="""
              0 contact comes ChatInvitation by 11
             20 11 disconnects
            150 nothing
        """,
        told=Told(
            visits="CREATED 0-0, BCW 0-20, ACW 20-20, CLOSED 20-",
            routing="",
            operators="11 0 20 20",
            ends="LeftSession OperatorAbandoned",
            durations="BCW -, ACTIVE -, ACW 0",
        ),
        floor=Floor(department=department(dial_limit=600)),
    ),
    Scenario(
        "leaves the chat to the colleague who is in as well",
        came_in="""
              0 contact comes Default
              5 11 accepts
             10 11 invites operator 12
             15 12 accepts
             50 11 disconnects
            300 guest leaves
            310 12 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-300, ACW 300-310, CLOSED 310-",
            operators="""
                11 5 50 50
                12 15 300 310
            """,
        ),
    ),
]

MESSENGERS = [
    Scenario(
        "expires 24 hours after the last word",
        came_in="""
                 0 contact comes WhatsApp
                 5 11 accepts
               100 guest writes
               200 11 writes
            24h199 nothing
            24h250 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-24h200, ACW 24h200-24h250, CLOSED 24h250-",
            operators="11 5 24h200 24h250",
            ends="StillConnected ExternalSessionExpired",
            durations="ACTIVE 24h195, ACW 50",
        ),
    ),
    Scenario(
        "expires in the queue as well",
        came_in="""
                 0 11 goes AWAY
                 0 contact comes Facebook
            24h100 nothing
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-24h, CLOSED 24h-",
            operators="",
            ends="StillConnected ExternalSessionExpired",
            durations="IN_QUEUE -, WAITING -",
        ),
        floor=Floor(staff=(11,)),
    ),
    Scenario(
        "is kept open by a word of either side",
        came_in="""
                 0 contact comes Apple
                 5 11 accepts
            23h    guest writes
            46h    11 writes
            69h    guest leaves
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-69h, ACW 69h-", ends="LeftSession GuestLeft", durations="ACTIVE 68h3595"),
    ),
]


@each(GUESTS)
def test_a_guest_may_return_within_the_tolerance(scenario: Scenario) -> None:
    play(scenario)


@each(OPERATORS)
def test_a_disconnected_operator(scenario: Scenario) -> None:
    play(scenario)


@each(MESSENGERS)
def test_a_messaging_session(scenario: Scenario) -> None:
    play(scenario)
