"""How a department of chance is set up."""

from datetime import timedelta

from hypothesis import strategies as st

from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OpeningHours,
    OperatorSettings,
    Rule,
    RuleSet,
    Segment,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Channel, Presence, Source, StrategyName

GROUPS = (1, 2, 3)
OPERATORS = (11, 12, 13, 14)

_CLOSED = OpeningHours("Europe/Prague", ((),) * 7)
_LUNCH = OpeningHours("Europe/Prague", ((Segment(0, 720), Segment(780, 1440)),) * 7)


def _seconds(*values: int) -> st.SearchStrategy[timedelta]:
    return st.sampled_from([timedelta(seconds=value) for value in values])


def groups(group_id: int) -> st.SearchStrategy[GroupSettings]:
    return st.builds(
        GroupSettings,
        id=st.just(group_id),
        name=st.just(f"Group {group_id}"),
        strategy=st.sampled_from(StrategyName),
        accept_timeout=_seconds(10, 30, 30),
        queue_timeout=_seconds(25, 60, 300),
        acw_limit=_seconds(0, 30, 300),
        queue_limit=st.sampled_from([None, None, 1, 2]),
        auto_accept=st.sampled_from([False, False, True]),
        withdraws_on_timeout=st.booleans(),
        frees_slot_at_left=st.booleans(),
        hours=st.sampled_from([None, None, None, None, _LUNCH, _CLOSED]),
    )


def operators(user_id: int) -> st.SearchStrategy[OperatorSettings]:
    memberships = st.sets(st.sampled_from(GROUPS), min_size=1).map(
        lambda chosen: tuple(Membership(group, user_id * group % 3) for group in sorted(chosen))
    )
    return st.builds(
        OperatorSettings,
        user_id=st.just(user_id),
        memberships=memberships,
        live_slots=st.sampled_from([2, 3, 1, 0]),
        message_slots=st.sampled_from([1, 2, 0]),
        channels=st.sampled_from([frozenset(Channel)] * 3 + [frozenset({Channel.CHAT})]),
        is_enabled=st.sampled_from([True, True, True, True, False]),
    )


def rule_sets() -> st.SearchStrategy[RuleSet]:
    rules = st.sampled_from([*(Rule(group_id=group) for group in GROUPS * 2), Rule(chatbot_id=9)])
    return st.builds(
        RuleSet,
        id=st.just(1),
        name=st.just("By chance"),
        rules=st.lists(rules, min_size=1, max_size=4).map(tuple),
        head_start=_seconds(0, 0, 45),
    )


def departments() -> st.SearchStrategy[DepartmentSettings]:
    return st.builds(
        DepartmentSettings,
        default_rule_set_id=st.just(1),
        unanswered_limit=st.sampled_from([1, 3]),
        guest_tolerance=_seconds(60, 5),
        channel_priority=st.sampled_from([{}, {Channel.PHONE: 10}]),
    )


#: What comes in and is routed at once, most of the day.
USUAL_CONTACTS = st.sampled_from(
    [
        (Source.DEFAULT, Channel.CHAT),
        (Source.DEFAULT, Channel.CHAT),
        (Source.DEFAULT, Channel.AV),
        (Source.INCOMING_CALL, Channel.PHONE),
        (Source.CALLBACK, Channel.PHONE),
        (Source.CAMPAIGN, Channel.PHONE),
        (Source.WHATSAPP, Channel.CHAT),
    ]
)

#: Every source, as it comes in life and as it should not.
ANY_CONTACTS = st.one_of(
    st.tuples(st.sampled_from(Source), st.sampled_from(Channel)),
    st.sampled_from(
        [
            (Source.OUTGOING_CALL, Channel.PHONE),
            (Source.CHAT_INVITATION, Channel.CHAT),
            (Source.INVITATION, Channel.AV),
            (Source.CAMPAIGN, Channel.PHONE),
            (Source.API, Channel.CHAT),
        ]
    ),
)

OPERATOR = st.sampled_from(OPERATORS)
GROUP = st.sampled_from(GROUPS)
#: To whom a session may be handed; session and forwarder are put in later.
TARGET = st.one_of(
    GROUP.map(lambda group: c.Forward(0, to_group_id=group)),
    OPERATOR.map(lambda operator: c.Forward(0, to_operator_id=operator)),
    st.just(c.Forward(0, to_phone="+420123456789")),
)
#: Picks one of those that are there, whatever their number.
PICK = st.integers(0, 60)
DISTURBANCE: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(c.SetPresence, st.just(0), st.sampled_from(Presence), by=st.sampled_from([None, None, 1])),
    st.just(c.DisconnectOperator(0)),
    st.just(c.DisconnectOperator(0)),
    st.just(c.ReconnectOperator(0)),
    st.builds(
        lambda live, messages, is_enabled: c.ConfigureOperator(
            OperatorSettings(0, (), live, messages, is_enabled=is_enabled)
        ),
        st.integers(0, 3),
        st.integers(0, 2),
        st.sampled_from([True, True, False]),
    ),
)
