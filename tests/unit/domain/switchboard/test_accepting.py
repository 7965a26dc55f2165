"""Taking offers: who may, what it takes from others, and what happens to an offer that nobody answers."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import OfferGone, OperatorFull, OperatorUnavailable
from hovorna.domain.settings import GroupSettings, Membership, OperatorSettings
from hovorna.domain.switchboard import accepting
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import Cause, Channel, Presence, SessionStatus, Source, StrategyName
from tests.domain.department import Department, kinds, support


def asking_all(*operators: OperatorSettings | int) -> Department:
    department = Department()
    department.group(GroupSettings(1, "All at once", strategy=StrategyName.WHOLE_GROUP))
    department.rules(1)
    for operator in operators:
        department.operator(operator)
    return department


def test_the_handlers_of_offers_are_here() -> None:
    assert HANDLERS[c.AcceptOffer] is accepting.accept
    assert HANDLERS[c.RejectOffer] is accepting.reject
    assert HANDLERS[c.RingLeg] is accepting.ring


def test_an_acceptance_closes_the_line_and_the_request_at_the_same_instant() -> None:
    department = support(11)
    department.arrive()
    department.wait(7)
    turn = department.accept(11)
    assert kinds(turn) == ["OfferAccepted", "GroupQueueLeft", "RoutingEnded"]
    assert {fact.at for fact in turn.facts} == {department.now}
    assert department.status() is SessionStatus.ACTIVE


def test_of_two_who_answer_at_once_the_first_has_it_and_the_second_is_refused() -> None:
    department = asking_all(11, 12)
    department.arrive()
    second = department.offers()[12]
    department.accept(11)
    assert isinstance(department.refusal(c.AcceptOffer(12, second)), OfferGone)
    assert [joining.operator_id for joining in department.sessions[1].joinings] == [11]
    assert [fact.body for fact in department.told(f.OfferWithdrawn)] == [
        f.OfferWithdrawn(second, Cause.ACCEPTED_ELSEWHERE)
    ]


def test_nobody_can_accept_an_offer_of_somebody_else() -> None:
    department = support(11, 12)
    department.arrive()
    assert isinstance(department.refusal(c.AcceptOffer(12, department.offers()[11])), OfferGone)


@pytest.mark.parametrize("deed", [c.AcceptOffer, c.RejectOffer, c.RingLeg])
def test_an_offer_is_gone_once_it_was_rejected(deed: type[c.AcceptOffer]) -> None:
    department = support(11)
    department.arrive()
    offer = department.offers()[11]
    department.reject(11)
    assert isinstance(department.refusal(deed(11, offer)), OfferGone)


def test_a_disconnected_operator_can_t_accept_the_offer_that_is_still_there() -> None:
    department = support(11)
    department.arrive()
    department.do(c.DisconnectOperator(11))
    refused = department.refusal(c.AcceptOffer(11, department.offers()[11]))
    assert isinstance(refused, OperatorUnavailable)
    assert refused.why == "disconnected"


def test_an_acceptance_above_capacity_is_refused_where_offers_use_no_slot() -> None:
    department = asking_all(OperatorSettings(11, (Membership(1),), live_slots=1))
    department.arrive(1)
    department.arrive(2)
    department.accept(11, 1)
    assert isinstance(department.refusal(c.AcceptOffer(11, department.offers(2)[11])), OperatorFull)
    department.leave(11, 1)
    assert isinstance(department.refusal(c.AcceptOffer(11, department.offers(2)[11])), OperatorFull)
    department.conclude(11, 1)
    department.accept(11, 2)
    assert department.status(2) is SessionStatus.ACTIVE


def test_a_call_that_is_taken_pushes_away_the_chats_that_were_only_offered() -> None:
    """One AV or phone session fills all live slots; what is not accepted yet gives way."""
    department = Department()
    department.group(GroupSettings(1, "Chats"))
    department.group(GroupSettings(2, "Calls", strategy=StrategyName.WHOLE_GROUP))
    department.rules(1)
    department.operator(11, 1, 2)
    department.operator(12, 1)
    department.arrive(1)
    offer = department.offers(1)[11]
    department.arrive(2, Source.INCOMING_CALL)
    department.do(c.Forward(2, to_group_id=2))
    turn = department.accept(11, 2)
    assert kinds(turn)[:2] == ["OfferWithdrawn", "OfferAccepted"]
    assert turn.facts[0].body == f.OfferWithdrawn(offer, Cause.OVER_CAPACITY)
    assert list(department.offers(1)) == [12]


def test_a_call_can_t_be_taken_beside_a_chat_that_was_accepted() -> None:
    department = Department()
    department.group(GroupSettings(1, "Chats"))
    department.group(GroupSettings(2, "Calls", strategy=StrategyName.WHOLE_GROUP))
    department.rules(1)
    department.operator(11, 1, 2)
    department.arrive(1)
    department.accept(11, 1)
    department.arrive(2, Source.INCOMING_CALL)
    department.do(c.Forward(2, to_group_id=2))
    assert isinstance(department.refusal(c.AcceptOffer(11, department.offers(2)[11])), OperatorFull)


def test_messages_and_live_sessions_do_not_take_each_other_s_slots() -> None:
    department = asking_all(OperatorSettings(11, (Membership(1),), live_slots=1, message_slots=1))
    department.arrive(1, Source.INCOMING_CALL)
    department.arrive(2, Source.WHATSAPP)
    department.accept(11, 1)
    department.accept(11, 2)
    department.arrive(3, Source.FACEBOOK)
    assert isinstance(department.refusal(c.AcceptOffer(11, department.offers(3)[11])), OperatorFull)


def test_after_a_rejection_the_session_keeps_its_place_and_goes_to_another() -> None:
    department = support(11, 12)
    department.arrive()
    department.reject(11)
    session = department.sessions[1]
    assert list(department.offers()) == [12]
    assert session.requests[session.last_request_id or 0].asked.arrival == department.start


def test_who_rejected_is_not_asked_again_in_this_group_and_its_time_out_still_runs() -> None:
    department = support(11)
    department.arrive()
    department.reject(11)
    assert department.status() is SessionStatus.IN_QUEUE
    department.wait(299)
    assert department.offers() == {}
    assert [key.split(":")[0] for key in department.board.timers] == ["queue"]


def test_a_rejected_offer_breaks_the_row_of_unanswered_ones() -> None:
    department = support(11)
    department.arrive()
    department.wait(30)
    assert department.board.operators[11].unanswered == 1
    department.reject(11)
    assert department.board.operators[11].unanswered == 0


# --- telephones -----------------------------------------------------------------------------------------------------


def test_accepting_a_call_on_the_desk_rings_the_telephone_and_answering_it_accepts() -> None:
    department = support(11)
    department.arrive(1, Source.INCOMING_CALL)
    department.do(c.RingLeg(11, department.offers()[11]))
    assert department.status() is SessionStatus.WAITING
    department.wait(4)
    department.accept(11)
    started = department.sessions[1].started
    assert started is not None
    assert started.at == department.now


def test_ringing_twice_rings_once_and_a_chat_does_not_ring() -> None:
    department = support(11, 12)
    department.arrive(1, Source.INCOMING_CALL)
    offer = department.offers()[11]
    assert kinds(department.do(c.RingLeg(11, offer))) == ["LegRung"]
    assert kinds(department.do(c.RingLeg(11, offer))) == []
    department.arrive(2)
    assert kinds(department.do(c.RingLeg(12, department.offers(2)[12]))) == []


def test_a_telephone_that_rings_for_15_seconds_in_vain_loses_the_offer_to_another() -> None:
    department = support(11, 12)
    department.arrive(1, Source.INCOMING_CALL)
    department.do(c.RingLeg(11, department.offers()[11]))
    department.wait(14)
    assert list(department.offers()) == [11]
    department.wait(1)
    assert list(department.offers()) == [12]
    assert department.board.operators[11].unanswered == 1
    (gone,) = department.told(f.OfferWithdrawn)
    assert gone.body == f.OfferWithdrawn(gone.body.offer_id, Cause.LEG_NOT_ANSWERED)  # type: ignore[attr-defined]


def test_three_telephones_unanswered_in_a_row_set_the_operator_away() -> None:
    department = support(11)
    department.arrive(1, Source.INCOMING_CALL)
    for _ in range(3):
        department.do(c.RingLeg(11, department.offers()[11]))
        department.wait(15)
    assert department.board.operators[11].presence is Presence.AWAY
    assert department.status() is SessionStatus.IN_QUEUE


# --- automatic acceptance -------------------------------------------------------------------------------------------


def automatic(operator: int = 11) -> Department:
    department = Department()
    department.group(GroupSettings(1, "At once", auto_accept=True))
    department.rules(1)
    department.operator(operator)
    return department


def test_an_automatic_acceptance_lists_every_state_with_zero_length() -> None:
    department = automatic()
    department.arrive()
    session = department.sessions[1]
    assert session.status is SessionStatus.ACTIVE
    assert [visit.state.value for visit in session.visits] == ["CREATED", "IN_QUEUE", "WAITING", "ACTIVE"]
    assert {visit.since.at for visit in session.visits} == {department.start}
    assert session.is_auto_accepted


def test_an_automatic_acceptance_of_a_call_rings_the_telephone_which_has_to_be_answered() -> None:
    department = automatic()
    department.arrive(1, Source.INCOMING_CALL)
    assert department.status() is SessionStatus.WAITING
    assert len(department.told(f.LegRung)) == 1
    department.wait(3)
    department.accept(11)
    session = department.sessions[1]
    assert session.is_auto_accepted
    assert session.visits[-1].since.at == department.start + timedelta(seconds=3)


def test_av_is_accepted_automatically_without_a_telephone() -> None:
    department = automatic()
    department.arrive(1, channel=Channel.AV)
    assert department.status() is SessionStatus.ACTIVE
