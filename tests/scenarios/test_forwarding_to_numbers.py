"""A call is handed to a telephone number (session-semantics, section 8, handing over)."""

from tests.scenarios.runner import Scenario, Told, each, play

#: How each of these begins: the session is with operator 11 from the fifth second on.
BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
BEGUN_ROUTING = """
    0 RoutingRequestCreated r1, EnteredGroupQueue 1, AssignedToOperator 11
    5 AcceptedByOperator 11, LeftGroupQueue 1, RoutingEnded r1
"""

TO_A_NUMBER = [
    Scenario(
        "that answers",
        came_in="""
             0 contact comes IncomingCall
             5 11 accepts
            30 11 forwards number
            44 line forward-says ANSWERED
            60 11 concludes
        """,
        told=Told(
            moments="started 5, ended 44, waited 5, length 39",
            visits=f"{BEGUN} ACTIVE 5-44, ACW 44-60, CLOSED 60-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToPhone by 11
            """,
            operators="11 5 44 60",
            ends="LeftSession CallForwardedToExternalPhone",
            durations="ACTIVE 39, ACW 16",
        ),
    ),
    Scenario(
        "that fails and the call stays",
        came_in="""
             0 contact comes IncomingCall
             5 11 accepts
            30 11 forwards number
            33 11 forwards number ! move_refused
            44 line forward-says NO_ANSWER
            45 line forward-says ANSWERED ! move_refused
            60 11 leaves
            70 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-60, ACW 60-70, CLOSED 70-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToPhone by 11
            """,
            operators="11 5 60 70",
            ends="LeftSession OperatorLeft",
        ),
    ),
    Scenario(
        "through the API",
        came_in="""
             0 contact comes IncomingCall
             5 11 accepts
            30 api forwards number
            44 line forward-says ANSWERED
            60 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-44, ACW 44-60, CLOSED 60-",
            routing=f"""
                {BEGUN_ROUTING}
                30 ForwardedToPhone
            """,
            operators="11 5 44 60",
            ends="LeftSession CallForwardedToExternalPhone",
        ),
    ),
    Scenario(
        "while it rings the guest gives up",
        came_in="""
             0 contact comes IncomingCall
             5 11 accepts
            30 11 forwards number
            40 guest leaves
            41 line forward-says ANSWERED ! move_refused
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-40, ACW 40-", operators="11 5 40 -", ends="LeftSession GuestLeft"),
    ),
]


@each(TO_A_NUMBER)
def test_a_call_is_handed_to_a_number(scenario: Scenario) -> None:
    play(scenario)
