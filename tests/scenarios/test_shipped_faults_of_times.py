"""Faults of times that other contact centres shipped: lost hang-ups, other people's timers, transfers, long pauses."""

from tests.scenarios.floors import group
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
ONE = Floor(staff=(11,))

LOST_HANG_UPS = [
    Scenario(
        "the operator ends the call that the PBX forgot and is free again",
        came_in="""
               0 contact comes IncomingCall
               5 11 accepts
              10 #2 contact comes IncomingCall
            3500 11 leaves
            3900 #2 11 accepts
            3950 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-3500, ACW 3500-3800, CLOSED 3800-",
            operators="11 5 3500 3800",
            ends="LeftSession OperatorLeft",
        ),
        floor=ONE,
        also={2: Told(visits="CREATED 10-10, IN_QUEUE 10-3800, WAITING 3800-3900, ACTIVE 3900-")},
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 3500 AFTER_CALL, 3800 ONLINE, 3900 ON_CALL"},
    ),
    Scenario(
        "the call is ended through the API",
        came_in="""
               0 contact comes IncomingCall
               5 11 accepts
            3600 api ends
            3610 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-3600, ACW 3600-3610, CLOSED 3610-",
            operators="11 5 3600 3610",
            ends="LeftSession SessionApiCall",
        ),
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 3600 AFTER_CALL, 3610 ONLINE"},
    ),
    Scenario(
        "the operator is gone for good and after call work ends all the same",
        came_in="""
               0 contact comes IncomingCall
               5 11 accepts
              50 11 disconnects
             100 guest leaves
             500 nothing
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-100, ACW 100-400, CLOSED 400-", operators="11 5 100 400"),
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 50 DISCONNECTED"},
    ),
    Scenario(
        "the hang-up comes twice and late",
        came_in="""
               0 contact comes IncomingCall
               5 11 accepts
             100 guest leaves
             100 guest leaves
             110 11 concludes
             900 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-110, CLOSED 110-",
            operators="11 5 100 110",
            ends="LeftSession GuestLeft",
        ),
    ),
]

OTHERS_TIMERS = [
    Scenario(
        "two chats of one operator have a limit each",
        came_in="""
               0 contact comes Default
               5 11 accepts
               6 #2 contact comes Default
               9 #2 11 accepts
             100 guest leaves
             150 #2 guest leaves
             600 nothing
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-100, ACW 100-400, CLOSED 400-"),
        floor=ONE,
        also={2: Told(visits="CREATED 6-6, IN_QUEUE 6-6, WAITING 6-9, ACTIVE 9-150, ACW 150-450, CLOSED 450-")},
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 150 AFTER_CALL, 450 ONLINE"},
    ),
    Scenario(
        "the forwarder's limit ends the forwarder's after call work alone",
        came_in="""
               0 contact comes Default
               5 11 accepts
              30 11 forwards operator 12 keeping-acw
              35 12 accepts
             320 guest leaves
             700 nothing
        """,
        told=Told(
            visits=f"""
                {BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-35, ACTIVE 35-320, ACW 320-620, CLOSED 620-
            """,
            operators="""
                11 5 30 330
                12 35 320 620
            """,
            queue_acw="""
                11 5 300
                12 5 300
            """,
        ),
    ),
    Scenario(
        "the limit of an operator's first joining does not end the second",
        came_in="""
               0 contact comes Default
               5 11 accepts
              30 11 forwards operator 12 keeping-acw
              35 12 accepts
              40 11 concludes
              50 12 forwards operator 11
              55 11 accepts
             320 guest leaves
             700 nothing
        """,
        told=Told(
            visits=f"""
                {BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-35, ACTIVE 35-50, IN_QUEUE 50-50, WAITING 50-55,
                ACTIVE 55-320, ACW 320-620, CLOSED 620-
            """,
            operators="""
                11 5 30 40
                12 35 50 50
                11 55 320 620
            """,
            queue_acw="""
                11 5 10
                12 5 0
                11 5 300
            """,
        ),
    ),
]

TRANSFER_TIME = [
    Scenario(
        "the wait after a forward is nobody's talk",
        came_in="""
               0 12 goes AWAY
               0 contact comes IncomingCall
               5 11 accepts
              30 11 forwards operator 12
              80 12 goes ONLINE
              90 12 accepts
             100 guest leaves
             110 12 concludes
        """,
        told=Told(
            visits=f"""
                {BEGUN} ACTIVE 5-30, IN_QUEUE 30-80, WAITING 80-90, ACTIVE 90-100, ACW 100-110, CLOSED 110-
            """,
            operators="""
                11 5 30 30
                12 90 100 110
            """,
            queue_acw="""
                11 5 0
                12 10 10
            """,
        ),
        timelines={
            11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 30 AFTER_CALL, 30 ONLINE",
            12: "0 OFFLINE, 0 ONLINE, 0 AWAY, 80 ONLINE, 90 ON_CALL, 100 AFTER_CALL, 110 ONLINE",
        },
    ),
    Scenario(
        "the forwarder who gets it back begins a new row",
        came_in="""
               0 contact comes IncomingCall
               5 11 accepts
              30 11 forwards operator 12
              40 12 accepts
              50 12 forwards operator 11
              70 11 accepts
             100 guest leaves
             110 11 concludes
        """,
        told=Told(
            visits=f"""
                {BEGUN} ACTIVE 5-30, IN_QUEUE 30-30, WAITING 30-40, ACTIVE 40-50, IN_QUEUE 50-50, WAITING 50-70,
                ACTIVE 70-100, ACW 100-110, CLOSED 110-
            """,
            operators="""
                11 5 30 30
                12 40 50 50
                11 70 100 110
            """,
            queue_acw="""
                11 5 0
                12 10 0
                11 20 10
            """,
        ),
    ),
]

#: Eighteen hours and twelve minutes are 65,536 seconds.
LONG_TIMES = [
    Scenario(
        "an operator's break of 20 hours",
        came_in="""
               0 11 goes BREAK
             20h 11 goes ONLINE
            20h5 contact comes Default
            20h9 11 accepts
        """,
        told=Told(visits="CREATED 20h5-20h5, IN_QUEUE 20h5-20h5, WAITING 20h5-20h9, ACTIVE 20h9-"),
        floor=ONE,
        timelines={11: "0 OFFLINE, 0 ONLINE, 0 BREAK, 20h ONLINE, 20h9 ON_CALL"},
    ),
    Scenario(
        "a call on hold for 19 hours",
        came_in="""
                0 contact comes IncomingCall
                5 11 accepts
               60 11 holds
              19h 11 resumes
            19h60 guest leaves
            19h70 11 concludes
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-19h60, ACW 19h60-19h70, CLOSED 19h70-",
            operators="11 5 19h60 19h70",
            durations="ACTIVE 19h55, ACW 10",
        ),
        floor=ONE,
    ),
    Scenario(
        "a wait of 19 hours and after call work of 20",
        came_in="""
                0 11 goes AWAY
                0 contact comes Default
              19h 11 goes ONLINE
             19h5 11 accepts
            19h10 guest leaves
              40h nothing
        """,
        told=Told(
            visits="CREATED 0-0, IN_QUEUE 0-19h, WAITING 19h-19h5, ACTIVE 19h5-19h10, ACW 19h10-39h10, CLOSED 39h10-",
            durations="IN_QUEUE 19h, WAITING 5, ACTIVE 5, ACW 20h",
            queue_acw="11 5 20h",
        ),
        floor=Floor(staff=(11,), groups=(group(1, queue=90000, acw=72000),)),
    ),
]


@each(LOST_HANG_UPS)
def test_after_a_lost_hang_up_no_operator_is_stuck(scenario: Scenario) -> None:
    play(scenario)


@each(OTHERS_TIMERS)
def test_nobodys_timer_ends_the_after_call_work_of_another(scenario: Scenario) -> None:
    play(scenario)


@each(TRANSFER_TIME)
def test_the_time_of_a_transfer_is_charged_to_whom_it_belongs(scenario: Scenario) -> None:
    play(scenario)


@each(LONG_TIMES)
def test_times_longer_than_18_hours_are_told_whole(scenario: Scenario) -> None:
    play(scenario)
