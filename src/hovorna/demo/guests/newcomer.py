"""Somebody who is about to arrive, and what every way of arriving has in common."""

import random
from collections.abc import Callable
from datetime import datetime

import msgspec

from hovorna.application import personal
from hovorna.application.documents import write_params
from hovorna.contract.session_requests import CallParam
from hovorna.demo.company import plan
from hovorna.demo.words.people import Person
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, ParamSource, Source


class Newcomer(msgspec.Struct, frozen=True):
    session_id: int
    person: Person
    #: What the guest wants, as the param `topic`.
    topic: str
    now: datetime
    rng: random.Random
    #: A free operator, for the kinds that need one.
    operator_id: int = 0


Invent = Callable[[Newcomer], CreateSession]


class Kind(msgspec.Struct, frozen=True):
    """One way of arriving."""

    name: str
    source: Source
    invent: Invent
    #: How often, against the others.
    weight: int = 4
    #: Departments to which such guests come.
    homes: tuple[str, ...] = (plan.CARE.name, plan.TRADE.name)
    #: Set where an operator begins the session or is asked for by number: who has room for such a session.
    needs_operator: Channel | None = None


def params_document(params: dict[str, str], source: ParamSource, now: datetime) -> str:
    """As it is stored in the slot `params`."""
    return write_params(
        CallParam(name=name, value=value, source=source, updated_date=now) for name, value in params.items()
    )


def about(guest: Newcomer, channel: Channel, source: Source, **details: object) -> SessionCreated:
    """For guests who come through a browser: their machine and language too."""
    created = SessionCreated(channel, source, language=guest.person.language)
    return msgspec.structs.replace(created, **details)


def creation(guest: Newcomer, created: SessionCreated, kept: dict[str, str] | None = None) -> CreateSession:
    """Connected and routed at once; what differs is for `msgspec.structs.replace`."""
    medium = "phone" if created.channel is Channel.PHONE else "chat"
    params = {"name": guest.person.name, "topic": guest.topic, plan.MEDIUM: medium}
    if guest.rng.random() < 0.15:
        params["vip"] = "zlatý"
    slots = {
        personal.IDENTITY: guest.person.email,
        personal.PARAMS: params_document(params, ParamSource.ENTRY_FORM, guest.now),
        **(kept or {}),
    }
    return CreateSession(
        session_id=guest.session_id,
        about=msgspec.structs.replace(created, slots=tuple(slots)),
        params=params,
        personal=slots,
    )


def with_param(command: CreateSession, guest: Newcomer, name: str, value: str) -> CreateSession:
    params = {**command.params, name: value}
    slots = {**command.personal, personal.PARAMS: params_document(params, ParamSource.ENTRY_FORM, guest.now)}
    return msgspec.structs.replace(command, params=params, personal=slots)
