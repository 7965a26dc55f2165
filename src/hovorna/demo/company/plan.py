"""Departments, groups, rules and people of the demo's company, before they have ids."""

from datetime import timedelta

import msgspec

from hovorna.domain.settings import Condition, ConditionTest, DepartmentSettings
from hovorna.domain.vocabulary import StrategyName

COMPANY = "Studánka s.r.o. (demo)"

#: The chatbot that takes some of the web chats first; the demo itself speaks for it.
CHATBOT = 1

#: Name of a reason for breaks, and whether it is paid.
BREAKS = (("Lunch", False), ("Coffee", True), ("Training", True))

#: The param that rules look at to tell calls from chats.
MEDIUM = "medium"


class GroupPlan(msgspec.Struct, frozen=True):
    name: str
    strategy: StrategyName
    accept_seconds: int
    queue_seconds: int
    auto_accept: bool = False
    withdraws_on_timeout: bool = False


class RulePlan(msgspec.Struct, frozen=True):
    """Leads to the group of this name; None is the chatbot."""

    group: str | None
    conditions: tuple[Condition, ...] = ()


class PersonPlan(msgspec.Struct, frozen=True):
    user_name: str
    first_name: str
    last_name: str
    #: Group name -> priority in it.
    groups: dict[str, int]


class DepartmentPlan(msgspec.Struct, frozen=True):
    name: str
    groups: tuple[GroupPlan, ...]
    rules: tuple[RulePlan, ...]
    people: tuple[PersonPlan, ...]
    tags: tuple[str, ...]


CALLS, CHATS, COMPLAINTS = "Hovory", "Chat a zprávy", "Reklamace"
SALES, KEY_ACCOUNTS = "Prodej", "Klíčoví zákazníci"

CARE = DepartmentPlan(
    name="Zákaznická péče",
    groups=(
        GroupPlan(CALLS, StrategyName.LONGEST_IDLE, accept_seconds=8, queue_seconds=40),
        GroupPlan(CHATS, StrategyName.LEAST_BUSY, accept_seconds=10, queue_seconds=40, auto_accept=True),
        GroupPlan(
            COMPLAINTS, StrategyName.PRIORITY_ORDER, accept_seconds=6, queue_seconds=25, withdraws_on_timeout=True
        ),
    ),
    rules=(
        RulePlan(None, (Condition("bot", ConditionTest.EQUALS, "ano"),)),
        RulePlan(COMPLAINTS, (Condition("topic", ConditionTest.STARTS_WITH, "reklamace"),)),
        RulePlan(CHATS, (Condition(MEDIUM, ConditionTest.NOT_EQUALS, "phone"),)),
        RulePlan(CALLS),
    ),
    people=(
        PersonPlan("jana.novakova", "Jana", "Nováková", {CALLS: 10, COMPLAINTS: 10}),
        PersonPlan("petr.svoboda", "Petr", "Svoboda", {CALLS: 20, CHATS: 20}),
        PersonPlan("eva.dvorakova", "Eva", "Dvořáková", {CALLS: 10, COMPLAINTS: 20}),
        PersonPlan("tomas.cerny", "Tomáš", "Černý", {CALLS: 20, COMPLAINTS: 30}),
        PersonPlan("lucie.prochazkova", "Lucie", "Procházková", {CHATS: 10, COMPLAINTS: 40}),
        PersonPlan("oliver.smith", "Oliver", "Smith", {CHATS: 10, CALLS: 30}),
    ),
    tags=("Reklamace", "Faktura", "Doprava", "Technický dotaz", "Pochvala"),
)

TRADE = DepartmentPlan(
    name="Obchod",
    groups=(
        GroupPlan(SALES, StrategyName.ROUND_ROBIN, accept_seconds=7, queue_seconds=30),
        GroupPlan(KEY_ACCOUNTS, StrategyName.WHOLE_GROUP, accept_seconds=12, queue_seconds=15),
    ),
    rules=(RulePlan(KEY_ACCOUNTS, (Condition("vip", ConditionTest.IS_SET),)), RulePlan(SALES)),
    people=(
        PersonPlan("martin.kucera", "Martin", "Kučera", {SALES: 10, KEY_ACCOUNTS: 10}),
        PersonPlan("alena.vesela", "Alena", "Veselá", {SALES: 10}),
        PersonPlan("emily.clarke", "Emily", "Clarke", {SALES: 20, KEY_ACCOUNTS: 20}),
        PersonPlan("jakub.horak", "Jakub", "Horák", {SALES: 20, KEY_ACCOUNTS: 30}),
    ),
    tags=("Objednávka", "Nabídka", "Zájem", "Bez zájmu", "Zavolat znovu"),
)

DEPARTMENTS: tuple[DepartmentPlan, ...] = (CARE, TRADE)

#: Shorter tolerances than a real department would have, so that one can watch them pass.
SETTINGS = DepartmentSettings(
    guest_tolerance=timedelta(seconds=15),
    leg_timeout=timedelta(seconds=6),
    dial_limit=timedelta(seconds=40),
    bcw_limit=timedelta(seconds=20),
)

#: Long against the few seconds that the demo's people need: only a long outage lets it expire.
ACW_LIMIT = timedelta(seconds=300)
