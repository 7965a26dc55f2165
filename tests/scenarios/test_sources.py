"""Each of the 13 sources passes through the states of its row of the source table (session-semantics, section 3)."""

from hovorna.domain.vocabulary import Source
from tests.scenarios.runner import Floor, Scenario, Told, each, play

ONE = Floor(staff=(11,))


def written(source: str, channel: str) -> Scenario:
    """A row that skips BCW alone: a form or an IVR first, then the queue, then a free operator."""
    on_the_phone = channel == "Phone"
    return Scenario(
        f"{source} over {channel} skips BCW alone",
        came_in=f"""
              0 11 goes AWAY
              0 contact comes {source} {channel} unrouted
             12 contact asks
             20 11 goes ONLINE
             27 11 accepts
             80 11 leaves
            100 11 concludes
        """,
        told=Told(
            moments="guestJoined 0, started 27, dialled -, ended 80, waited 15, length 53",
            visits="CREATED 0-12, IN_QUEUE 12-20, WAITING 20-27, ACTIVE 27-80, ACW 80-100, CLOSED 100-",
            routing="""
                12 RoutingRequestCreated r1, EnteredGroupQueue 1
                20 AssignedToOperator 11
                27 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 27 80 100",
            ends="LeftSession OperatorLeft" if channel != "Chat" else "StillConnected OperatorLeft",
            durations=f"""
                CREATED 12, IN_QUEUE 8, WAITING 7, BCW -, ACTIVE 53, ACW 20, RING -,
                PBX_TO_OPERATOR {"27" if on_the_phone else "-"}
            """,
            queue_acw="11 7 20",
        ),
        floor=ONE,
    )


WRITTEN = [
    *(
        written(source, channel)
        for source in ("Default", "Facebook", "WhatsApp", "Apple", "VK", "GenericChannel", "API")
        for channel in ("Chat", "AV")
    ),
    written("IncomingCall", "Phone"),
]

INVITED = [
    *(
        Scenario(
            f"Invitation over {channel} is offered to the inviting operator alone",
            came_in=f"""
                 0 contact comes Invitation {channel} for 11
                 6 11 accepts
                50 guest leaves
                70 11 concludes
            """,
            told=Told(
                moments="guestJoined 0, started 6, ended 50, waited 6, length 44",
                visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-6, ACTIVE 6-50, ACW 50-70, CLOSED 70-",
                routing="""
                    0 RoutingRequestCreated r1, AssignedToOperator 11
                    6 AcceptedByOperator 11, RoutingEnded r1
                """,
                operators="11 6 50 70",
                ends="LeftSession GuestLeft",
                durations="CREATED 0, IN_QUEUE 0, WAITING 6, BCW -, ACTIVE 44, ACW 20",
            ),
        )
        for channel in ("Chat", "AV")
    ),
    Scenario(
        "Invitation waits while the inviting operator is away and others are free",
        came_in="""
              0 11 goes AWAY
              0 contact comes Invitation for 11
             40 11 goes ONLINE
             45 11 accepts
             90 11 leaves
            120 11 concludes
        """,
        told=Told(
            moments="guestJoined 0, started 45, ended 90, waited 45, length 45",
            visits="CREATED 0-0, IN_QUEUE 0-40, WAITING 40-45, ACTIVE 45-90, ACW 90-120, CLOSED 120-",
            routing="""
                0 RoutingRequestCreated r1
                40 AssignedToOperator 11
                45 AcceptedByOperator 11, RoutingEnded r1
            """,
            operators="11 45 90 120",
            ends="StillConnected OperatorLeft",
            durations="CREATED 0, IN_QUEUE 40, WAITING 5, ACTIVE 45, ACW 30",
        ),
    ),
    *(
        Scenario(
            f"ChatInvitation over {channel} skips the queue",
            came_in=f"""
                 0 contact comes ChatInvitation {channel} by 11
                 9 guest joins
                50 11 leaves
                70 11 concludes
            """,
            told=Told(
                moments="guestJoined 9, started 0, ended 50, waited -, length 41",
                visits="CREATED 0-0, BCW 0-9, ACTIVE 9-50, ACW 50-70, CLOSED 70-",
                routing="",
                operators="11 0 50 70",
                ends=f"{'StillConnected' if channel == 'Chat' else 'LeftSession'} OperatorLeft",
                durations="CREATED -, IN_QUEUE -, WAITING -, BCW 9, ACTIVE 41, ACW 20, RING -, PBX_TO_OPERATOR -",
                queue_acw="11 - 20",
            ),
        )
        for channel in ("Chat", "AV")
    ),
]

DIALLED = [
    Scenario(
        "Callback passes through every state",
        came_in="""
              0 11 goes AWAY
              0 contact comes Callback unrouted
             12 contact asks
             20 11 goes ONLINE
             27 11 accepts
             33 11 dials
             36 line says RINGING
             45 line says ANSWERED
             80 guest leaves
            100 11 concludes
        """,
        told=Told(
            moments="guestJoined 45, started 27, dialled 33, ended 80, waited 15, length 35",
            visits="CREATED 0-12, IN_QUEUE 12-20, WAITING 20-27, BCW 27-45, ACTIVE 45-80, ACW 80-100, CLOSED 100-",
            routing="""
                12 RoutingRequestCreated r1, EnteredGroupQueue 1
                20 AssignedToOperator 11
                27 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 27 80 100",
            ends="LeftSession GuestLeft",
            durations="""
                CREATED 12, IN_QUEUE 8, WAITING 7, BCW 18, ACTIVE 35, ACW 20, RING 12, PBX_TO_OPERATOR -
            """,
        ),
        floor=ONE,
    ),
    Scenario(
        "Campaign with a preview is dialled when the preparation time is over",
        came_in="""
              0 11 goes AWAY
              0 contact comes Campaign Preview unrouted
             12 contact asks
             20 11 goes ONLINE
             27 11 accepts
             69 line says ANSWERED
            100 11 leaves
            110 11 concludes
        """,
        told=Told(
            moments="guestJoined 69, started 27, dialled 57, ended 100, waited 15, length 31",
            visits="CREATED 0-12, IN_QUEUE 12-20, WAITING 20-27, BCW 27-69, ACTIVE 69-100, ACW 100-110, CLOSED 110-",
            operators="11 27 100 110",
            ends="LeftSession OperatorLeft",
            durations="BCW 42, ACTIVE 31, ACW 10, RING 12",
        ),
        floor=ONE,
    ),
    Scenario(
        "Campaign with a preview is dialled sooner by an operator who is ready",
        came_in="""
              0 contact comes Campaign Preview
              5 11 accepts
             14 11 dials
             20 line says ANSWERED
             60 guest leaves
             65 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, BCW 5-20, ACTIVE 20-60, ACW 60-65, CLOSED 65-",
            ends="LeftSession GuestLeft",
            durations="CREATED 0, IN_QUEUE 0, WAITING 5, BCW 15, ACTIVE 40, ACW 5, RING 6",
        ),
    ),
    Scenario(
        "Campaign with predictive dialling is routed when the guest answers",
        came_in="""
              0 11 goes AWAY
              0 contact comes Campaign Predictive
              4 system dials
             12 line says ANSWERED
             20 11 goes ONLINE
             27 11 accepts
             80 guest leaves
            100 11 concludes
        """,
        told=Told(
            moments="guestJoined 12, started 27, dialled 4, ended 80, waited 15, length 53",
            visits="CREATED 0-12, IN_QUEUE 12-20, WAITING 20-27, ACTIVE 27-80, ACW 80-100, CLOSED 100-",
            routing="""
                12 RoutingRequestCreated r1, EnteredGroupQueue 1
                20 AssignedToOperator 11
                27 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 27 80 100",
            ends="LeftSession GuestLeft",
            durations="""
                CREATED 12, IN_QUEUE 8, WAITING 7, BCW -, ACTIVE 53, ACW 20, RING 8, PBX_TO_OPERATOR 15
            """,
        ),
        floor=ONE,
    ),
    Scenario(
        "OutgoingCall skips the queue",
        came_in="""
             0 contact comes OutgoingCall by 11
             3 11 dials
            15 line says ANSWERED
            60 guest leaves
            75 11 concludes
        """,
        told=Told(
            moments="guestJoined 15, started 0, dialled 3, ended 60, waited -, length 45",
            visits="CREATED 0-0, BCW 0-15, ACTIVE 15-60, ACW 60-75, CLOSED 75-",
            routing="",
            operators="11 0 60 75",
            ends="LeftSession GuestLeft",
            durations="CREATED -, IN_QUEUE -, WAITING -, BCW 15, ACTIVE 45, ACW 15, RING 12, PBX_TO_OPERATOR -",
        ),
    ),
    Scenario(
        "OutgoingCall as a two-way call is CREATED until the operator answers",
        came_in="""
             0 contact comes OutgoingCall by 11 two-way
             8 11 joins
             9 11 dials
            21 line says ANSWERED
            60 11 leaves
            75 11 concludes
        """,
        told=Told(
            moments="guestJoined 21, started 8, dialled 9, ended 60, waited -, length 39",
            visits="CREATED 0-8, BCW 8-21, ACTIVE 21-60, ACW 60-75, CLOSED 75-",
            routing="",
            operators="11 8 60 75",
            ends="LeftSession OperatorLeft",
            durations="CREATED -, BCW 13, ACTIVE 39, ACW 15, RING 12, PBX_TO_OPERATOR -",
        ),
    ),
]

FAILED_DIALS = [
    Scenario(
        "OutgoingCall that nobody answers goes from BCW to after call work",
        came_in="""
             0 contact comes OutgoingCall by 11
             3 11 dials
            33 line says NO_ANSWER
            40 11 concludes
        """,
        told=Told(
            moments="guestJoined -, started 0, dialled 3, ended 33, waited -, length -",
            visits="CREATED 0-0, BCW 0-33, ACW 33-40, CLOSED 40-",
            operators="11 0 33 40",
            ends="LeftSession UnknownReason",
            durations="BCW -, ACTIVE -, ACW 7, RING -",
        ),
    ),
    Scenario(
        "OutgoingCall as a two-way call whose operator never answers ends",
        came_in="""
              0 contact comes OutgoingCall by 11 two-way
            200 nothing
        """,
        told=Told(
            visits="CREATED 0-120, CLOSED 120-",
            routing="",
            operators="",
            ends="LeftBeforeQueue OperatorAbandoned",
            durations="CREATED -, ACTIVE -, ACW -",
        ),
    ),
    Scenario(
        "Campaign with predictive dialling that finds nobody never sees the queue",
        came_in="""
             0 contact comes Campaign Predictive
             4 system dials
            14 line says INVALID_NUMBER
        """,
        told=Told(
            visits="CREATED 0-14, CLOSED 14-",
            routing="",
            operators="",
            ends="LeftBeforeQueue CampaignFailedDial",
            durations="CREATED -, RING -",
        ),
    ),
    Scenario(
        "Callback that rings in vain ends by itself at the limit of dialling",
        came_in="""
              0 contact comes Callback
              5 11 accepts
             10 11 dials
            200 nothing
            210 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, BCW 5-130, ACW 130-210, CLOSED 210-",
            operators="11 5 130 210",
            ends="LeftSession UnknownReason",
            durations="BCW -, ACTIVE -, ACW 80, RING -",
        ),
    ),
]

SOURCES = [*WRITTEN, *INVITED, *DIALLED, *FAILED_DIALS]


@each(SOURCES)
def test_a_source_passes_through_the_states_of_its_row(scenario: Scenario) -> None:
    play(scenario)


def test_every_source_of_the_vocabulary_has_its_scenario() -> None:
    told = {scenario.claim.split()[0] for scenario in SOURCES}
    assert told == {source.value for source in Source}
