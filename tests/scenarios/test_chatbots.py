"""A chatbot has the session first: no routing request is open until it hands off (session-semantics, section 8)."""

from hovorna.domain.settings import Condition, Rule
from tests.scenarios.floors import group
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BOT_FIRST = Floor(staff=(11,), rules=(Rule(chatbot_id=9), 1))

CHATBOTS = [
    Scenario(
        "hands off to an operator",
        came_in="""
             0 contact comes Default
            30 guest writes
            40 bot hands-off
            46 11 accepts
            90 guest leaves
            95 11 concludes
        """,
        told=Told(
            chatbots="9 0 40",
            visits="CREATED 0-40, IN_QUEUE 40-40, WAITING 40-46, ACTIVE 46-90, ACW 90-95, CLOSED 95-",
            routing="""
                40 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                46 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 46 90 95",
            durations="CREATED 40, IN_QUEUE 0, WAITING 6, ACTIVE 44, ACW 5",
        ),
        floor=BOT_FIRST,
    ),
    Scenario(
        "hands off once only",
        came_in="""
             0 contact comes Default
            40 bot hands-off
            41 bot hands-off ! move_refused
            46 11 accepts
            47 bot hands-off ! move_refused
        """,
        told=Told(visits="CREATED 0-40, IN_QUEUE 40-40, WAITING 40-46, ACTIVE 46-"),
        floor=BOT_FIRST,
    ),
    Scenario(
        "hands off with what it has learnt",
        came_in="""
             0 contact comes Default
            40 bot hands-off topic=sales
            46 guest leaves
        """,
        told=Told(
            visits="CREATED 0-40, IN_QUEUE 40-46, CLOSED 46-",
            routing="""
                40 RoutingRequestCreated r1, EnteredGroupQueue 2
                46 LeftGroupQueue 2, RoutingEnded r1
            """,
            ends="LeftQueue GuestAbandoned",
        ),
        floor=Floor(
            staff=(11,),
            groups=(1, 2),
            rules=(Rule(chatbot_id=9), Rule(2, conditions=(Condition("topic", value="sales"),)), 1),
        ),
    ),
    Scenario(
        "is left by a guest who never reaches the queue",
        came_in="""
             0 contact comes Default
            25 guest leaves
        """,
        told=Told(
            chatbots="9 0 25",
            visits="CREATED 0-25, CLOSED 25-",
            routing="",
            operators="",
            ends="LeftBeforeQueue GuestAbandoned",
            durations="CREATED -",
        ),
        floor=BOT_FIRST,
    ),
    Scenario(
        "is forwarded through the API",
        came_in="""
             0 contact comes Default
            25 api forwards group 1
            26 bot hands-off ! move_refused
            30 11 accepts
        """,
        told=Told(
            chatbots="9 0 25",
            visits="CREATED 0-25, IN_QUEUE 25-25, WAITING 25-30, ACTIVE 30-",
            routing="""
                25 ForwardedToGroup 1, RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                30 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
            durations="CREATED 25, IN_QUEUE 0, WAITING 5",
        ),
        floor=BOT_FIRST,
    ),
    Scenario(
        "is no target of an overflow",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             40 bot hands-off
            130 guest leaves
        """,
        told=Told(
            visits="CREATED 0-40, IN_QUEUE 40-130, CLOSED 130-",
            routing="""
                 40 RoutingRequestCreated r1, EnteredGroupQueue 1
                100 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 1
                130 LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
        floor=Floor(staff=(11,), groups=(group(1, queue=60),), rules=(Rule(chatbot_id=9), 1)),
    ),
    Scenario(
        "ends with the session through the API",
        came_in="""
             0 contact comes Default
            25 api ends
        """,
        told=Told(
            chatbots="9 0 25", visits="CREATED 0-25, CLOSED 25-", routing="", ends="StillConnected SessionApiCall"
        ),
        floor=BOT_FIRST,
    ),
]


@each(CHATBOTS)
def test_a_session_with_a_chatbot(scenario: Scenario) -> None:
    play(scenario)
