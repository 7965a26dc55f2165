"""Who is served first and by whom: priority, head start, sticky operator, auto-accept (session-semantics, 8)."""

from datetime import timedelta

from hovorna.domain.settings import Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.vocabulary import Channel, StrategyName
from tests.scenarios.floors import department, group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

ONE_SLOT = operator(11, live_slots=1)

LINES = [
    Scenario(
        "first come first served",
        came_in="""
              0 11 goes AWAY
              0 #2 contact comes Default
              1 contact comes Default
             10 11 goes ONLINE
             12 #2 11 accepts
             20 #2 11 leaves
             25 #2 11 concludes
             28 11 accepts
        """,
        told=Told(visits="CREATED 1-1, IN_QUEUE 1-25, WAITING 25-28, ACTIVE 28-"),
        floor=Floor(staff=(ONE_SLOT,)),
        also={2: Told(visits="CREATED 0-0, IN_QUEUE 0-10, WAITING 10-12, ACTIVE 12-20, ACW 20-25, CLOSED 25-")},
    ),
    Scenario(
        "a higher priority class overtakes",
        came_in="""
              0 11 goes AWAY
              0 #2 contact comes Default
              1 contact comes IncomingCall
             10 11 goes ONLINE
        """,
        told=Told(visits="CREATED 1-1, IN_QUEUE 1-10, WAITING 10-"),
        floor=Floor(staff=(ONE_SLOT,), department=department(channel_priority={Channel.PHONE: 10})),
        also={2: Told(visits="CREATED 0-0, IN_QUEUE 0-")},
    ),
    Scenario(
        "a rule set of a higher priority class overtakes",
        came_in="""
              0 11 goes AWAY
              0 #2 contact comes Default
              1 contact comes Default set 2
             10 11 goes ONLINE
        """,
        told=Told(visits="CREATED 1-1, IN_QUEUE 1-10, WAITING 10-"),
        floor=Floor(staff=(ONE_SLOT,), more_rule_sets=(RuleSet(2, "First class", (Rule(1),), priority=50),)),
        also={2: Told(visits="CREATED 0-0, IN_QUEUE 0-")},
    ),
    Scenario(
        "a head start counts as having waited longer",
        came_in="""
              0 11 goes AWAY
              0 #2 contact comes Default
              5 #3 contact comes Default
             34 contact comes Default set 2
             40 11 goes ONLINE
             41 #2 11 accepts
             42 #2 11 leaves
             43 #2 11 concludes
        """,
        told=Told(visits="CREATED 34-34, IN_QUEUE 34-43, WAITING 43-"),
        floor=Floor(
            staff=(ONE_SLOT,),
            more_rule_sets=(RuleSet(2, "Half a minute", (Rule(1),), head_start=timedelta(seconds=30)),),
        ),
        also={
            2: Told(visits="CREATED 0-0, IN_QUEUE 0-40, WAITING 40-41, ACTIVE 41-42, ACW 42-43, CLOSED 43-"),
            3: Told(visits="CREATED 5-5, IN_QUEUE 5-"),
        },
    ),
    Scenario(
        "who came before waits on where nobody can help and does not hold up the others",
        came_in="""
              0 #2 contact comes Default
              3 #2 11 accepts
              5 contact comes Default AV
              9 #3 contact comes Default
             12 #3 11 accepts
             20 #2 guest leaves
             21 #2 11 concludes
             25 #3 guest leaves
             26 #3 11 concludes
             30 11 accepts
        """,
        told=Told(visits="CREATED 5-5, IN_QUEUE 5-26, WAITING 26-30, ACTIVE 30-"),
        floor=Floor(staff=(11,)),
        also={3: Told(visits="CREATED 9-9, IN_QUEUE 9-9, WAITING 9-12, ACTIVE 12-25, ACW 25-26, CLOSED 26-")},
    ),
    Scenario(
        "overflow keeps the arrival",
        came_in="""
              0 11 goes AWAY
              0 contact comes Default
             20 #2 contact comes Default set 2
             70 11 goes ONLINE
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-70, WAITING 70-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 2
                60 GroupQueueTimeoutExpired 2, LeftGroupQueue 2, EnteredGroupQueue 1
                70 AssignedToOperator 11
            """,
        ),
        floor=Floor(
            staff=(ONE_SLOT,),
            groups=(1, group(2, queue=60)),
            rules=(2, 1),
            more_rule_sets=(RuleSet(2, "Straight there", (Rule(1),)),),
        ),
        also={2: Told(visits="CREATED 20-20, IN_QUEUE 20-")},
    ),
    Scenario(
        "messages have slots of their own beside a call",
        came_in="""
              0 #2 contact comes IncomingCall
              3 #2 11 accepts
              5 contact comes WhatsApp
              7 11 accepts
              9 #3 contact comes Default
        """,
        told=Told(visits="CREATED 5-5, IN_QUEUE 5-5, WAITING 5-7, ACTIVE 7-"),
        floor=Floor(staff=(11,)),
        also={3: Told(visits="CREATED 9-9, IN_QUEUE 9-")},
    ),
]

OPERATORS = [
    Scenario(
        "the one who knows the guest",
        came_in="""
            0 contact comes Default knows 12
            5 12 accepts
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-", operators="12 5 - -"),
    ),
    Scenario(
        "somebody else where the one who knows the guest is away",
        came_in="""
            0 12 goes AWAY
            0 contact comes Default knows 12
            5 11 accepts
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-", operators="11 5 - -"),
    ),
    Scenario(
        "somebody else where the one who knows the guest does not answer",
        came_in="""
             0 contact comes Default knows 12
            45 11 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-45, ACTIVE 45-",
            routing="""
                 0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 12
                30 OperatorTimeoutExpired 12, AssignedToOperator 11
                45 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
    ),
    Scenario(
        "the one who has been idle for longest",
        came_in="""
             0 #2 contact comes Default
             5 #2 11 accepts
             9 #2 11 leaves
            10 #2 11 concludes
            20 contact comes Default
            25 12 accepts
        """,
        told=Told(visits="CREATED 20-20, IN_QUEUE 20-20, WAITING 20-25, ACTIVE 25-"),
    ),
    Scenario(
        "the next in the round",
        came_in="""
             0 #2 contact comes Default
             5 #2 11 accepts
             6 #3 contact comes Default
             7 #3 12 accepts
             9 contact comes Default
            10 11 accepts
        """,
        told=Told(visits="CREATED 9-9, IN_QUEUE 9-9, WAITING 9-10, ACTIVE 10-"),
        floor=Floor(groups=(group(1, strategy=StrategyName.ROUND_ROBIN),)),
    ),
    Scenario(
        "the least busy",
        came_in="""
             0 #2 contact comes Default
             5 #2 11 accepts
             6 #3 contact comes Default
             7 #3 12 accepts
             8 #4 contact comes Default
             9 #4 11 accepts
            10 contact comes Default
            11 12 accepts
        """,
        told=Told(visits="CREATED 10-10, IN_QUEUE 10-10, WAITING 10-11, ACTIVE 11-"),
        floor=Floor(groups=(group(1, strategy=StrategyName.LEAST_BUSY),)),
    ),
    Scenario(
        "the one whose place in the group comes first",
        came_in="""
            0 contact comes Default
            5 12 accepts
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5, ACTIVE 5-"),
        floor=Floor(
            staff=(OperatorSettings(11, (Membership(1, 20),)), OperatorSettings(12, (Membership(1, 10),))),
            groups=(group(1, strategy=StrategyName.PRIORITY_ORDER),),
        ),
    ),
]

AUTOMATIC = [
    Scenario(
        "a chat is accepted at once and both visits are of no length",
        came_in="""
             0 contact comes Default
            60 guest leaves
            70 11 concludes
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-0, ACTIVE 0-60, ACW 60-70, CLOSED 70-",
            routing="""
                0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11, AcceptedByOperator 11,
                  LeftGroupQueue 1, RoutingEnded r1
            """,
            operators="11 0 60 70",
            durations="CREATED 0, IN_QUEUE 0, WAITING 0, ACTIVE 60, ACW 10",
        ),
        floor=Floor(groups=(group(1, auto_accept=True),)),
    ),
    Scenario(
        "a phone still has to be answered",
        came_in="""
             0 contact comes IncomingCall
            10 11 accepts
            60 guest leaves
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-10, ACTIVE 10-60, ACW 60-", operators="11 10 60 -"),
        floor=Floor(groups=(group(1, auto_accept=True),)),
    ),
    Scenario(
        "whoever waits is accepted as soon as somebody comes",
        came_in="""
             0 11 goes AWAY
             0 contact comes Default
            20 11 goes ONLINE
        """,
        told=Told(visits="CREATED 0-0, IN_QUEUE 0-20, WAITING 20-20, ACTIVE 20-", operators="11 20 - -"),
        floor=Floor(staff=(11,), groups=(group(1, auto_accept=True),)),
    ),
    Scenario(
        "above capacity nobody is given anything",
        came_in="""
             0 #2 contact comes Default
             5 contact comes Default
            60 #2 guest leaves
            65 #2 11 concludes
        """,
        told=Told(visits="CREATED 5-5, IN_QUEUE 5-65, WAITING 65-65, ACTIVE 65-"),
        floor=Floor(staff=(ONE_SLOT,), groups=(group(1, auto_accept=True),)),
    ),
]


@each(LINES)
def test_the_line_is_served_in_its_order(scenario: Scenario) -> None:
    play(scenario)


@each(OPERATORS)
def test_the_offer_goes_to(scenario: Scenario) -> None:
    play(scenario)


@each(AUTOMATIC)
def test_auto_accept(scenario: Scenario) -> None:
    play(scenario)
