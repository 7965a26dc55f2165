"""Nobody fires the timers for a while: what the rules ended counts since then, what they only moved counts from now.

A row `outage` is the end of one that began with the row before it.
"""

from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"

OUTAGES = [
    Scenario(
        "after call work ended at its limit",
        came_in="""
               0 contact comes Default
               5 11 accepts
             100 guest leaves
            1000 outage
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-400, CLOSED 400-",
            operators="11 5 100 400",
            durations="ACW 300",
        ),
    ),
    Scenario(
        "the guest who did not return left when the connection was lost",
        came_in="""
               0 contact comes Default
               5 11 accepts
              20 guest drops
             200 outage
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-20, ACW 20-",
            operators="11 5 20 -",
            ends="LeftSession GuestLeft",
            durations="ACTIVE 15, ACW -",
        ),
    ),
    Scenario(
        "both in one outage",
        came_in="""
               0 contact comes Default
               5 11 accepts
              20 guest drops
             500 outage
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-20, ACW 20-320, CLOSED 320-",
            operators="11 5 20 320",
            durations="ACTIVE 15, ACW 300",
        ),
    ),
    Scenario(
        "the guest who returned before the outage was over was never gone",
        came_in="""
               0 contact comes Default
               5 11 accepts
              20 guest drops
              70 guest returns
             500 outage
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-", operators="11 5 - -"),
    ),
    Scenario(
        "the operator who did not come back has left since the disconnect",
        came_in="""
               0 contact comes Default
               5 11 accepts
              50 11 disconnects
             500 outage
             510 12 accepts
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-50, IN_QUEUE 50-500, WAITING 500-510, ACTIVE 510-",
            operators="""
                11 5 50 50
                12 510 - -
            """,
        ),
    ),
    Scenario(
        "the messenger expired 24 hours after the last word",
        came_in="""
               0 contact comes WhatsApp
               5 11 accepts
             100 guest writes
             30h outage
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-24h100, ACW 24h100-24h400, CLOSED 24h400-",
            operators="11 5 24h100 24h400",
            ends="StillConnected ExternalSessionExpired",
            durations="ACTIVE 24h95, ACW 300",
        ),
    ),
    Scenario(
        "the queue is left now and once",
        came_in="""
               0 11 goes AWAY
               0 contact comes Default
             200 outage
             205 12 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-200, WAITING 200-205, ACTIVE 205-",
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1
                200 GroupQueueTimeoutExpired 1, LeftGroupQueue 1, EnteredGroupQueue 2, AssignedToOperator 12
                205 AcceptedByOperator 12, LeftGroupQueue 2, RoutingEnded r1
            """,
        ),
        floor=Floor(
            staff=(operator(11, 1), operator(12, 2)), groups=(group(1, queue=60), group(2, queue=60)), rules=(1, 2)
        ),
    ),
    Scenario(
        "an offer that was not answered meanwhile may still be accepted",
        came_in="""
               0 contact comes Default
             200 outage
             203 11 accepts
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-0, WAITING 0-203, ACTIVE 203-",
            routing="""
                  0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
                200 OperatorTimeoutExpired 11, AssignedToOperator 12
                203 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
            """,
        ),
    ),
    Scenario(
        "a dial that nobody answered ends now",
        came_in="""
               0 contact comes OutgoingCall by 11
               3 11 dials
             500 outage
             510 11 concludes
        """,
        told=Told(visits="CREATED 0-0, BCW 0-500, ACW 500-510, CLOSED 510-", ends="LeftSession UnknownReason"),
    ),
]


@each(OUTAGES)
def test_after_an_outage(scenario: Scenario) -> None:
    play(scenario)
