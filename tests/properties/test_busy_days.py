"""The same department through long, busy days: chance chooses every step, and no day is cut short to be simple."""

import random

import pytest

from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Channel, DialState, Presence, Source, StrategyName
from tests.properties import choices
from tests.properties.test_switchboard import DepartmentMachine, seconds

CONTACTS = [
    (Source.DEFAULT, Channel.CHAT),
    (Source.DEFAULT, Channel.CHAT),
    (Source.DEFAULT, Channel.AV),
    (Source.INCOMING_CALL, Channel.PHONE),
    (Source.CALLBACK, Channel.PHONE),
    (Source.CAMPAIGN, Channel.PHONE),
    (Source.WHATSAPP, Channel.CHAT),
]


class BusyDay:
    """Asks the machine's questions, in a mix in which conversations come about, cross and are handed on."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.machine = DepartmentMachine()
        self.deeds = {
            self.contact_comes: 14,
            self.offer_is_answered: 22,
            self.conversation_ends: 12,
            self.conversation_is_handed_on: 8,
            self.guest_does_something: 6,
            self.number_is_dialled: 8,
            self.operator_comes_back: 8,
            self.operator_is_disturbed: 4,
            self.time_passes: 16,
            self.something_odd_is_asked: 6,
        }

    def set_up(self) -> None:
        pick = self.chance.choice
        groups = [
            GroupSettings(
                id=group,
                name=f"Group {group}",
                strategy=pick(list(StrategyName)),
                accept_timeout=seconds(pick([10, 30])),
                queue_timeout=seconds(pick([40, 300])),
                acw_limit=seconds(pick([0, 30, 300])),
                queue_limit=pick([None, None, 3]),
                auto_accept=pick([False, False, False, True]),
                withdraws_on_timeout=pick([False, True]),
                frees_slot_at_left=pick([False, True]),
            )
            for group in choices.GROUPS
        ]
        operators = [
            OperatorSettings(
                operator,
                tuple(Membership(group) for group in choices.GROUPS if self.chance.random() < 0.7) or (Membership(1),),
                live_slots=pick([1, 2, 3]),
                message_slots=pick([1, 2]),
            )
            for operator in choices.OPERATORS
        ]
        rules = RuleSet(1, "By chance", tuple(Rule(group_id=group) for group in self.chance.sample(choices.GROUPS, 2)))
        self.machine.set_up(groups, operators, rules, DepartmentSettings(default_rule_set_id=1))

    def step(self) -> None:
        (deed,) = self.chance.choices(list(self.deeds), list(self.deeds.values()))
        deed()

    def number(self) -> int:
        return self.chance.randrange(61)

    def contact_comes(self) -> None:
        if len(self.machine.department.board.sessions) > 12:
            return
        if self.chance.random() < 0.7:
            self.machine.arrive(self.chance.choice(CONTACTS), self.chance.choice([None, None, *choices.OPERATORS]))
        else:
            contact = (self.chance.choice(list(Source)), self.chance.choice(list(Channel)))
            self.machine.create(contact, self.chance.choice(choices.OPERATORS), self.chance.randrange(16))

    def offer_is_answered(self) -> None:
        if not self.machine.live_offers():
            return
        if self.chance.random() < 0.85:
            self.machine.accept(self.number())
        else:
            self.machine.answer(self.number(), self.chance.choice([c.RejectOffer, c.RingLeg]))

    def conversation_ends(self) -> None:
        if self.machine.after_call() and self.chance.random() < 0.6:
            self.machine.conclude(self.number())
        elif self.machine.inside():
            self.machine.leave(self.number())

    def target(self) -> c.Forward:
        return self.chance.choice(
            [
                c.Forward(0, to_group_id=self.chance.choice(choices.GROUPS)),
                c.Forward(0, to_operator_id=self.chance.choice(choices.OPERATORS)),
                c.Forward(0, to_phone="+420123456789"),
            ]
        )

    def conversation_is_handed_on(self) -> None:
        kind = self.chance.randrange(6)
        if self.machine.inside() and kind < 3:
            self.machine.confer(self.number(), self.chance.choice(choices.OPERATORS))
        elif self.machine.inside() and kind == 3:
            to = self.chance.choice([*choices.OPERATORS, *choices.GROUPS])
            self.machine.invite(self.number(), to, self.chance.random() < 0.2)
        elif self.machine.inside():
            self.machine.hand_over(self.number(), self.target(), self.chance.random() < 0.5)
        elif self.machine.live_offers() and kind == 5:
            self.machine.redirect(self.number(), self.target())

    def guest_does_something(self) -> None:
        if self.machine.department.sessions:
            deeds = [c.JoinGuest, c.DropGuest, c.DropGuest, c.ReturnGuest, c.LeaveAsGuest, c.BanGuest, c.EndSession]
            self.machine.guest(self.number(), self.chance.choice(deeds))

    def number_is_dialled(self) -> None:
        if self.machine.dialled():
            states = [DialState.RINGING, *[DialState.ANSWERED] * 4, DialState.NO_ANSWER]
            self.machine.report_dial(self.number(), self.chance.choice(states))
        elif self.machine.before_call():
            self.machine.reach(self.number(), self.chance.random() < 0.3, self.chance.random() < 0.1)
        elif self.machine.created():
            deed = self.chance.choice(["route", "hand off", "chatbot", "dial", "join"])
            self.machine.begin(self.number(), deed, self.chance.choice(choices.OPERATORS))

    def operator_comes_back(self) -> None:
        if self.machine.not_working():
            self.machine.come_online(self.number())

    def operator_is_disturbed(self) -> None:
        deeds = [c.DisconnectOperator(0), c.DisconnectOperator(0), c.ReconnectOperator(0)]
        deeds += [c.SetPresence(0, presence, by=by) for presence in Presence for by in (None, 1)]
        slots = OperatorSettings(0, (), self.chance.randrange(4), self.chance.randrange(3))
        deeds.append(c.ConfigureOperator(slots))
        self.machine.disturb(self.chance.choice(choices.OPERATORS), self.chance.choice(deeds))

    def time_passes(self) -> None:
        kind = self.chance.random()
        if kind < 0.8:
            self.machine.time_passes(self.chance.choice([0.25, 1, 5, 5, 9, 15, 20, 30, 60, 120]))
        elif kind < 0.95:
            self.machine.timers_come_late(self.chance.choice([1, 30, 100, 300]), self.chance.random() < 0.5)
        elif kind < 0.955:
            self.machine.timers_come_late(90_000, self.chance.random() < 0.5)
        elif self.machine.department.board.timers:
            self.machine.timer_comes_early(self.number())

    def something_odd_is_asked(self) -> None:
        machine = self.machine
        if not machine.department.board.sessions:
            return
        kind = self.chance.randrange(5)
        if kind == 0 and machine.dead_offers:
            machine.answer_too_late(self.number())
        elif kind == 1:
            machine.a_clock_is_slow(self.number(), self.chance.randrange(1, 600))
        elif kind == 2:
            machine.snapshot()
        elif kind == 3:
            deed = self.chance.choice([c.LeaveSession, c.Conclude, c.JoinOperator, c.Dial, c.Hold, c.Resume])
            machine.meddle(self.number(), self.chance.choice(choices.OPERATORS), deed)
        else:
            by = self.chance.choice([None, *choices.OPERATORS])
            machine.forward(self.number(), by, self.target(), self.chance.random() < 0.5)


def live(seed: int, steps: int) -> BusyDay:
    day = BusyDay(seed)
    day.set_up()
    for _ in range(steps):
        day.step()
    return day


@pytest.mark.parametrize("seed", range(3))
def test_nothing_forbidden_happens_on_a_busy_day(seed: int) -> None:
    live(seed, 300)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_nothing_forbidden_happens_on_many_busy_days(seed: int) -> None:
    live(seed, 500)


@pytest.mark.real
@pytest.mark.parametrize("seed", range(1000, 1040))
def test_nothing_forbidden_happens_in_busy_weeks(seed: int) -> None:
    live(seed, 1500)
