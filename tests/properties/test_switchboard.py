"""Whatever is asked of a department, in whatever order and however late, what must never happen does not happen."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from hovorna.domain.errors import DomainError, OfferGone
from hovorna.domain.facts import OperatorConfigured, SessionCreated
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.evolve import apply, evict_final
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import CampaignKind, Channel, ClientType, DialState, Presence, Source
from hovorna.domain.vocabulary import SessionStatus as S
from tests.domain.department import Department
from tests.properties import choices, invariants
from tests.properties.choices import DISTURBANCE, GROUP, OPERATOR, PICK, TARGET
from tests.properties.ledger import Contact, Ledger

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Switchboard).decode

#: Sunday morning, some minutes before the clocks go forward in Prague.
BEGIN = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


class DepartmentMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.department = Department(BEGIN)
        self.ledger = Ledger()
        #: Follows the log alone, from an empty board, and now and then from a snapshot of itself.
        self.replica = Switchboard(department_id=1)
        self.dead_offers: list[tuple[int, int]] = []
        self.next_id = 0

    @initialize(
        groups=st.tuples(*map(choices.groups, choices.GROUPS)),
        operators=st.tuples(*map(choices.operators, choices.OPERATORS)),
        rules=choices.rule_sets(),
        department=choices.departments(),
    )
    def set_up(self, groups, operators, rules, department) -> None:  # type: ignore[no-untyped-def]
        for group in groups:
            self.do(c.ConfigureGroup(group))
        self.do(c.ConfigureRuleSet(rules))
        self.do(c.ConfigureDepartment(department))
        for operator in operators:
            self.do(c.ConfigureOperator(operator))
            self.do(c.SetPresence(operator.user_id, Presence.ONLINE))

    # --- asking and judging ---------------------------------------------------------------------------------------

    def do(self, command: c.Command, now: datetime | None = None) -> DomainError | None:
        department = self.department
        before = _encode(department.board)
        seen = len(department.facts)
        held = self.live_offers()
        try:
            turn = department.do(command, now)
        except DomainError as refused:
            assert _encode(department.board) == before, f"{command} was refused and changed the board"
            assert len(department.facts) == seen
            return refused
        self._judge(turn)
        self.dead_offers += sorted({*held} - {*self.live_offers()})
        return None

    def _judge(self, turn: Turn) -> None:
        board = self.department.board
        for fact in turn.facts:
            assert fact.at >= turn.claimed
            invariants.before_fact(self.ledger, fact)
            self.ledger.read(fact)
            invariants.after_fact(self.ledger, fact)
            if not isinstance(turn.facts[0].body, OperatorConfigured):
                invariants.no_offer_above_capacity(self.ledger)
            apply(self.replica, fact, Effects())
        evict_final(self.replica)
        assert self.replica == board, "the log tells another story than the live board"
        instants = [fact.at for fact in self.department.facts[-len(turn.facts) - 1 :]]
        assert instants == sorted(instants)
        invariants.after_turn(self.ledger, board.timers)
        for session in turn.touched.values():
            invariants.session_agrees(self.ledger, session, turn.now)
        invariants.timeline_is_sound(self.ledger, self.department.changes)

    @property
    def now(self) -> datetime:
        return self.department.now

    def pick(self, number: int) -> int:
        """A session: mostly an open one, now and then one that is final or never was."""
        open_ones = list(self.department.board.sessions)
        if number % 10 == 9 or not open_ones:
            return number % (self.next_id + 2)
        return open_ones[number % len(open_ones)]

    def created(self) -> list[Contact]:
        return [contact for contact in self.ledger.open_contacts() if contact.status is S.CREATED]

    def before_call(self) -> list[Contact]:
        return [contact for contact in self.ledger.open_contacts() if contact.status is S.BCW]

    def dialled(self) -> list[int]:
        return [contact.id for contact in self.ledger.open_contacts() if contact.dialling]

    def live_offers(self) -> list[tuple[int, int]]:
        return [(offer.operator, offer.id) for one in self.ledger.open_contacts() for offer in one.offers.values()]

    def inside(self) -> list[tuple[int, int]]:
        return [(one.id, stay.operator) for one in self.ledger.open_contacts() for stay in one.in_now()]

    def after_call(self) -> list[tuple[int, int]]:
        stays = [(one.id, stay) for one in self.ledger.open_contacts() for stay in one.unconcluded()]
        return [(session, stay.operator) for session, stay in stays if stay.left is not None]

    def not_working(self) -> list[int]:
        return [
            operator
            for operator, person in self.ledger.people.items()
            if person.presence is not Presence.ONLINE or not person.connected
        ]

    # --- contacts come --------------------------------------------------------------------------------------------

    @rule(contact=choices.USUAL_CONTACTS, sticky=st.none() | OPERATOR)
    def arrive(self, contact: tuple[Source, Channel], sticky: int | None) -> None:
        self.next_id += 1
        source, channel = contact
        kind = CampaignKind.PREVIEW if source is Source.CAMPAIGN else None
        about = SessionCreated(channel, source, campaign_kind=kind)
        self.do(c.CreateSession(self.next_id, about, sticky_operator_id=sticky))

    @rule(contact=choices.ANY_CONTACTS, operator=OPERATOR, flags=st.integers(0, 15))
    def create(self, contact: tuple[Source, Channel], operator: int, flags: int) -> None:
        self.next_id += 1
        source, channel = contact
        kind = (CampaignKind.PREVIEW, CampaignKind.PREDICTIVE)[flags % 2] if source is Source.CAMPAIGN else None
        self.do(
            c.CreateSession(
                self.next_id,
                SessionCreated(channel, source, campaign_kind=kind),
                guest_is_connected=flags != 3,
                is_routed=flags not in (3, 7, 11),
                operator_id=operator,
                operator_joins_later=flags in (5, 13),
            )
        )

    @precondition(lambda self: self.created())
    @rule(number=PICK, deed=st.sampled_from(["route", "hand off", "chatbot", "dial", "join"]), operator=OPERATOR)
    def begin(self, number: int, deed: str, operator: int) -> None:
        waiting = self.created()
        contact = waiting[number % len(waiting)]
        commands: dict[str, c.Command] = {
            "route": c.RequestRouting(contact.id),
            "hand off": c.HandOff(contact.id, contact.chatbots[0] if contact.chatbots else 9),
            "chatbot": c.JoinChatbot(contact.id, 9 + number % 2),
            "dial": c.Dial(contact.id),
            "join": c.JoinOperator(contact.id, operator),
        }
        self.do(commands[deed])

    @precondition(lambda self: self.department.sessions)
    @rule(
        number=PICK,
        deed=st.sampled_from(
            [c.JoinGuest, c.DropGuest, c.DropGuest, c.ReturnGuest, c.LeaveAsGuest, c.BanGuest, c.EndSession]
        ),
    )
    def guest(self, number: int, deed: type[c.JoinGuest]) -> None:
        self.do(deed(self.pick(number)))

    @precondition(lambda self: self.department.board.sessions)
    @rule(number=PICK, deed=st.sampled_from(["say", "params", "phone"]), state=st.sampled_from(DialState))
    def about_it(self, number: int, deed: str, state: DialState) -> None:
        session = self.pick(number)
        commands: dict[str, c.Command] = {
            "say": c.PostMessage(session, ClientType.GUEST, "hello"),
            "params": c.SetCallParams(session, "[]", {}),
            "phone": c.ReportPhoneForward(session, state),
        }
        self.do(commands[deed])

    # --- operators work -------------------------------------------------------------------------------------------

    @precondition(lambda self: self.live_offers())
    @rule(number=PICK)
    def accept(self, number: int) -> None:
        offers = self.live_offers()
        self.do(c.AcceptOffer(*offers[number % len(offers)]))

    @precondition(lambda self: self.live_offers())
    @rule()
    def accept_all(self) -> None:
        for offer in self.live_offers():
            self.do(c.AcceptOffer(*offer))

    @precondition(lambda self: self.inside())
    @rule(number=PICK, to=OPERATOR)
    def confer(self, number: int, to: int) -> None:
        """A colleague is invited and comes at once, if they can."""
        inside = self.inside()
        session, by = inside[number % len(inside)]
        self.do(c.Invite(session, by, invited_id=to))
        for offer in self.live_offers():
            if offer[0] == to and self.department.board.operators[to].offers.get(offer[1]) == session:
                self.do(c.AcceptOffer(*offer))

    @precondition(lambda self: self.live_offers())
    @rule(number=PICK, deed=st.sampled_from([c.AcceptOffer, c.RejectOffer, c.RejectOffer, c.RingLeg]))
    def answer(self, number: int, deed: type[c.AcceptOffer]) -> None:
        offers = self.live_offers()
        self.do(deed(*offers[number % len(offers)]))

    @precondition(lambda self: self.dead_offers)
    @rule(number=PICK)
    def answer_too_late(self, number: int) -> None:
        operator, offer = self.dead_offers[number % len(self.dead_offers)]
        assert isinstance(self.do(c.AcceptOffer(operator, offer)), OfferGone)

    @precondition(lambda self: self.inside())
    @rule(number=PICK)
    def leave(self, number: int) -> None:
        inside = self.inside()
        self.do(c.LeaveSession(*inside[number % len(inside)]))

    @precondition(lambda self: self.after_call())
    @rule(number=PICK)
    def conclude(self, number: int) -> None:
        after_call = self.after_call()
        self.do(c.Conclude(*after_call[number % len(after_call)]))

    @precondition(lambda self: self.department.sessions)
    @rule(
        number=PICK,
        operator=OPERATOR,
        deed=st.sampled_from([c.LeaveSession, c.Conclude, c.JoinOperator, c.Dial, c.Hold, c.Resume]),
    )
    def meddle(self, number: int, operator: int, deed: type[c.LeaveSession]) -> None:
        """Mostly in vain."""
        self.do(deed(self.pick(number), operator))

    @precondition(lambda self: self.not_working())
    @rule(number=PICK)
    def come_online(self, number: int) -> None:
        gone = self.not_working()
        self.do(c.SetPresence(gone[number % len(gone)], Presence.ONLINE))

    @rule(operator=OPERATOR, deed=DISTURBANCE)
    def disturb(self, operator: int, deed: c.Command) -> None:
        """People go away, lose their connection, are set otherwise by their leader, or given other slots."""
        if isinstance(deed, c.ConfigureOperator):
            known, changed = self.ledger.people[operator].settings, deed.operator
            changed = msgspec.structs.replace(
                known, live_slots=changed.live_slots, message_slots=changed.message_slots, is_enabled=changed.is_enabled
            )
            self.do(c.ConfigureOperator(changed))
            return
        self.do(msgspec.structs.replace(deed, operator_id=operator))

    @precondition(lambda self: self.department.board.sessions)
    @rule(number=PICK, by=st.none() | OPERATOR, to=TARGET, keeps=st.booleans())
    def forward(self, number: int, by: int | None, to: c.Forward, keeps: bool) -> None:
        session = self.pick(number)
        self.do(msgspec.structs.replace(to, session_id=session, operator_id=by, keeps_acw=keeps))

    @precondition(lambda self: self.inside())
    @rule(number=PICK, to=TARGET, keeps=st.booleans())
    def hand_over(self, number: int, to: c.Forward, keeps: bool) -> None:
        inside = self.inside()
        session, by = inside[number % len(inside)]
        self.do(msgspec.structs.replace(to, session_id=session, operator_id=by, keeps_acw=keeps))

    @precondition(lambda self: self.live_offers())
    @rule(number=PICK, to=TARGET)
    def redirect(self, number: int, to: c.Forward) -> None:
        """From the preview."""
        offers = self.live_offers()
        by, offer = offers[number % len(offers)]
        session = self.department.board.operators[by].offers[offer]
        self.do(msgspec.structs.replace(to, session_id=session, operator_id=by))

    @precondition(lambda self: self.inside())
    @rule(number=PICK, to=GROUP | OPERATOR, cancels=st.sampled_from([False, False, True]))
    def invite(self, number: int, to: int, cancels: bool) -> None:
        inside = self.inside()
        session, by = inside[number % len(inside)]
        requests = list(self.ledger.contacts[session].requests)
        if cancels and requests:
            self.do(c.CancelInvite(session, requests[number % len(requests)]))
            return
        is_group = to in choices.GROUPS
        self.do(c.Invite(session, by, to if is_group else None, None if is_group else to))

    @precondition(lambda self: self.before_call())
    @rule(number=PICK, by_system=st.booleans(), is_joining=st.sampled_from([False, False, True]))
    def reach(self, number: int, by_system: bool, is_joining: bool) -> None:
        waiting = self.before_call()
        contact = waiting[number % len(waiting)]
        if is_joining:
            self.do(c.JoinGuest(contact.id))
        else:
            self.do(c.Dial(contact.id, None if by_system else contact.in_now()[0].operator))

    @precondition(lambda self: self.dialled())
    @rule(number=PICK, state=st.sampled_from([*DialState, *[DialState.ANSWERED] * 6, *[DialState.RINGING] * 3]))
    def report_dial(self, number: int, state: DialState) -> None:
        dialled = self.dialled()
        self.do(c.ReportDial(dialled[number % len(dialled)], state))

    # --- time passes ----------------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([5, 1, 0.25, 9, 15, 20, 30, 60, 120, 300]))
    def time_passes(self, seconds: float) -> None:
        """Timers fire as they are due."""
        until = self.now + timedelta(seconds=seconds)
        while (timer := self.department.next_timer()) is not None and timer[0] <= until:
            self.department.now = max(self.now, timer[0])
            self._fire(timer[1])
        self.department.now = until

    @precondition(lambda self: self.department.board.timers)
    @rule(seconds=st.sampled_from([1, 30, 300, 90_000]), newest_first=st.booleans())
    def timers_come_late(self, seconds: int, newest_first: bool) -> None:
        """Nobody fired any for a while; then all that is due comes at once, in any order, and everything twice."""
        self.department.now += timedelta(seconds=seconds)
        timers = self.department.board.timers
        due = sorted(((at, key) for key, at in timers.items() if at <= self.now), reverse=newest_first)
        for at, key in due:
            still_due = timers.get(key)
            if still_due == at:
                self._fire(key)
            self.do(c.FireTimer(key, at))
        assert not any(at <= self.now and (at, key) in due for key, at in timers.items())

    @precondition(lambda self: self.department.board.timers)
    @rule(number=PICK)
    def timer_comes_early(self, number: int) -> None:
        """Not due yet, or of something that is long gone: nothing happens."""
        later = sorted(key for key, due in self.department.board.timers.items() if due > self.now)
        key = later[number % len(later)] if later else f"accept:{number}:1"
        seen = len(self.department.facts)
        assert self.do(c.FireTimer(key, self.now)) is None
        assert len(self.department.facts) == seen

    def _fire(self, key: str) -> None:
        seen = len(self.department.facts)
        assert self.do(c.FireTimer(key, self.now)) is None, f"{key} was due and was refused"
        assert len(self.department.facts) > seen, f"{key} was due and nothing happened"

    @precondition(lambda self: self.department.board.sessions)
    @rule(number=PICK, seconds=st.integers(1, 600))
    def a_clock_is_slow(self, number: int, seconds: int) -> None:
        """What another clock says is earlier than what was decided: time still runs forward, and the claim is kept."""
        seen = len(self.department.facts)
        late = self.now - timedelta(seconds=seconds)
        self.do(c.DropGuest(self.pick(number)), late)
        for fact in self.department.facts[seen:]:
            assert fact.claimed == (late if fact.at != late else None)

    @rule()
    def snapshot(self) -> None:
        self.replica = _decode(_encode(self.replica))


class BroadMachine(DepartmentMachine):
    """The same, with more days."""


class LongMachine(DepartmentMachine):
    """The same, with many and longer days."""


_QUICK = settings(
    stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

TestQuick = DepartmentMachine.TestCase
TestQuick.settings = _QUICK

TestBroad = pytest.mark.slow(BroadMachine.TestCase)
TestBroad.settings = settings(_QUICK, max_examples=max(400, _QUICK.max_examples), stateful_step_count=60)

TestLong = pytest.mark.real(LongMachine.TestCase)
TestLong.settings = settings(_QUICK, max_examples=max(1000, _QUICK.max_examples), stateful_step_count=100)
