"""The chats that are measured: a department of one group, and what is said in each session."""

from collections.abc import Iterable, Iterator

from hovorna.domain.facts import SessionCreated
from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard.commands import (
    Command,
    ConfigureDepartment,
    ConfigureGroup,
    ConfigureOperator,
    ConfigureRuleSet,
    PostMessage,
    SetPresence,
)
from hovorna.domain.vocabulary import Channel, ClientType, Presence, Source

OPERATORS = 30
GROUP = 1
_RULES = 1

CHAT = SessionCreated(Channel.CHAT, Source.DEFAULT)


def department(operator_ids: Iterable[int]) -> Iterator[Command]:
    """Everybody is there and has three live slots, as by default."""
    yield ConfigureGroup(GroupSettings(id=GROUP, name="Support"))
    yield ConfigureRuleSet(RuleSet(_RULES, "Default", (Rule(group_id=GROUP),)))
    yield ConfigureDepartment(DepartmentSettings(default_rule_set_id=_RULES))
    for operator_id in operator_ids:
        yield ConfigureOperator(OperatorSettings(operator_id, (Membership(GROUP),)))
        yield SetPresence(operator_id, Presence.ONLINE)


def conversation(session_id: int, operator_id: int) -> Iterator[Command]:
    """Two messages from each side."""
    for guest_says, operator_says in (
        ("My card was declined twice today.", "I am sorry to hear that. Which shop was it?"),
        ("The bakery at the corner, at noon.", "I see it. It works again now; please try once more."),
    ):
        yield PostMessage(session_id, ClientType.GUEST, guest_says)
        yield PostMessage(session_id, ClientType.USER, operator_says, operator_id)
