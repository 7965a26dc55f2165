"""After-call work and its limits: each operator's own (session-semantics, section 8, ends)."""

from tests.scenarios.floors import group, operator
from tests.scenarios.runner import Floor, Scenario, Told, each, play

BEGUN = "CREATED 0-0, IN_QUEUE 0-0, WAITING 0-5,"
#: 11 has the higher limit of groups 1 and 2; 12 that of group 2 alone; 13 has none.
LIMITS = Floor(
    staff=(operator(11, 1, 2), operator(12, 2), operator(13, 3)),
    groups=(group(1, acw=90), group(2, acw=30), group(3, acw=0)),
)

LIMITED = [
    Scenario(
        "two operators with different limits who leave together conclude apart",
        came_in="""
              0 contact comes Default
              5 11 accepts
             10 11 invites operator 12
             15 12 accepts
            100 guest leaves
            200 nothing
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-190, CLOSED 190-",
            operators="""
                11 5 100 190
                12 15 100 130
            """,
            durations="ACTIVE 95, ACW 90",
            queue_acw="""
                11 5 90
                12 5 30
            """,
        ),
        floor=LIMITS,
        timelines={
            11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 100 AFTER_CALL, 190 ONLINE",
            12: "0 OFFLINE, 0 ONLINE, 15 ON_CALL, 100 AFTER_CALL, 130 ONLINE",
        },
    ),
    Scenario(
        "the limit counts from one's own leaving though the session goes on",
        came_in="""
              0 contact comes Default
              5 11 accepts
             10 11 invites operator 12
             15 12 accepts
             20 11 leaves
            200 guest leaves
            400 nothing
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-200, ACW 200-230, CLOSED 230-",
            operators="""
                11 5 20 110
                12 15 200 230
            """,
            durations="ACTIVE 195, ACW 30",
            queue_acw="""
                11 5 90
                12 5 30
            """,
        ),
        floor=LIMITS,
    ),
    Scenario(
        "one who concludes by hand leaves the other's limit alone",
        came_in="""
              0 contact comes Default
              5 11 accepts
             10 11 invites operator 12
             15 12 accepts
            100 guest leaves
            110 11 concludes
            200 nothing
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-130, CLOSED 130-",
            operators="""
                11 5 100 110
                12 15 100 130
            """,
            durations="ACW 30",
        ),
        floor=LIMITS,
    ),
    Scenario(
        "a limit of zero is no after call work",
        came_in="""
              0 contact comes Default
              5 13 accepts
            100 guest leaves
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-100, CLOSED 100-",
            operators="13 5 100 100",
            durations="ACW 0",
            queue_acw="13 5 0",
        ),
        floor=Floor(staff=LIMITS.staff, groups=LIMITS.groups, rules=(3,)),
        timelines={13: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 100 AFTER_CALL, 100 ONLINE"},
    ),
    Scenario(
        "nobody concludes by hand and the default of 300 seconds holds",
        came_in="""
              0 contact comes Default
              5 11 accepts
            100 11 leaves
            500 11 concludes ! operator_not_in_session
        """,
        told=Told(
            visits=f"{BEGUN} ACTIVE 5-100, ACW 100-400, CLOSED 400-",
            operators="11 5 100 400",
            durations="ACW 300",
        ),
    ),
    Scenario(
        "a slot is in use until after call work is done",
        came_in="""
              0 contact comes IncomingCall
              5 11 accepts
             20 #2 contact comes IncomingCall
            100 guest leaves
            130 11 concludes
            133 #2 11 accepts
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-100, ACW 100-130, CLOSED 130-"),
        floor=Floor(staff=(11,), groups=(group(1, frees_slot_at_left=True),)),
        also={2: Told(visits="CREATED 20-20, IN_QUEUE 20-130, WAITING 130-133, ACTIVE 133-")},
    ),
    Scenario(
        "a group may free the slot of a chat when its operator leaves",
        came_in="""
              0 contact comes Default
              5 11 accepts
             20 #2 contact comes Default
            100 guest leaves
            103 #2 11 accepts
            130 11 concludes
            140 #2 guest leaves
            150 #2 11 concludes
        """,
        told=Told(visits=f"{BEGUN} ACTIVE 5-100, ACW 100-130, CLOSED 130-"),
        floor=Floor(staff=(operator(11, live_slots=1),), groups=(group(1, frees_slot_at_left=True),)),
        also={
            2: Told(visits="CREATED 20-20, IN_QUEUE 20-100, WAITING 100-103, ACTIVE 103-140, ACW 140-150, CLOSED 150-")
        },
        timelines={11: "0 OFFLINE, 0 ONLINE, 5 ON_CALL, 100 AFTER_CALL, 103 ON_CALL, 140 AFTER_CALL, 150 ONLINE"},
    ),
]


@each(LIMITED)
def test_after_call_work_is_each_operators_own(scenario: Scenario) -> None:
    play(scenario)
