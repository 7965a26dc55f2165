"""An operator and their live offers, as they stand at the switchboard."""

import asyncio
from collections.abc import Iterable

import msgspec

from hovorna.api.call import Call
from hovorna.application.jobs import Room
from hovorna.contract.operations_operator import OfferCandidate, OfferReasons, OfferView, OperatorView
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Offer, Session


def view_of(room: Room, user_id: int) -> Iterable[OperatorView]:
    """None where the department does not know the user as an operator."""
    operator = room.switchroom.board.operators.get(user_id)
    if operator is None:
        return
    yield OperatorView(
        user_id=user_id,
        department_id=room.switchroom.department_id,
        presence=operator.presence,
        break_id=operator.break_id,
        is_connected=operator.is_connected,
        state=operator.kind,
        session_ids=tuple(sorted(operator.work)),
        offer_ids=tuple(sorted(operator.offers)),
    )


async def offers_in(call: Call, department_id: int, user_id: int) -> list[OfferView]:
    """Oldest first."""
    found: list[OfferView] = []

    def view(room: Room) -> None:
        board = room.switchroom.board
        operator = board.operators.get(user_id)
        for offer_id, session_id in sorted(operator.offers.items()) if operator is not None else ():
            session = board.sessions[session_id]
            found.append(_offer(room, session, session.offers[offer_id]))

    await call.look(department_id, view)
    # Reasons are long and needed here only: they stay in the log.
    return [await asyncio.to_thread(_with_reasons, call, offer) for offer in found]


def _offer(room: Room, session: Session, offer: Offer) -> OfferView:
    timers = room.switchroom.board.timers
    offered = next(row.mark.at for row in session.history if row.offer_id == offer.id)
    return OfferView(
        offer_id=offer.id,
        session_id=session.id,
        department_id=room.switchroom.department_id,
        routing_request_id=offer.request_id,
        operator_group_id=offer.group_id,
        channel=session.channel,
        source=session.source,
        offered=offered,
        deadline=timers.get(f"leg:{session.id}:{offer.id}") or timers.get(f"accept:{session.id}:{offer.id}"),
        is_expired=offer.is_expired,
        is_ringing=offer.is_ringing,
        reasons=None,
    )


def _with_reasons(call: Call, offer: OfferView) -> OfferView:
    facts = call.parts.reader.session_facts(offer.department_id, offer.session_id)
    reasons = next((_reasons(fact) for fact in facts if fact.version == offer.offer_id), None)
    return msgspec.structs.replace(offer, reasons=reasons)


def _reasons(fact: Fact) -> OfferReasons | None:
    if not isinstance(fact.body, f.OperatorOffered) or fact.body.reasons is None:
        return None
    reasons = fact.body.reasons
    return OfferReasons(
        strategy=reasons.strategy,
        candidates=tuple(OfferCandidate(user_id=one.operator_id, metric=one.metric) for one in reasons.candidates),
        not_eligible=reasons.not_eligible,
        passed_over=reasons.passed_over,
    )
