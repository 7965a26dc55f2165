"""Guests and operators from outside, who come through the API while the demo runs."""

import asyncio
from pathlib import Path

from hovorna.demo import DemoParts
from hovorna.demo.words.dialogues import FAREWELL, GREETING, REPLIES
from hovorna.domain import facts as f
from hovorna.domain.facts import SessionCreated
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import (
    AcceptOffer,
    Command,
    CreateSession,
    LeaveAsGuest,
    PostMessage,
)
from hovorna.domain.vocabulary import Channel, ClientType, SessionStatus, Source
from tests.demo.stage import Stage

#: Leads to a group whose operators answer offers themselves.
PARAMS = {"topic": "reklamace"}


class Visitor:
    """A chat guest who is no part of the demo."""

    def __init__(self, stage: Stage, parts: DemoParts) -> None:
        self.stage, self.parts = stage, parts
        self.department_id = stage.departments()[0]
        self.id = stage.log.reserve_session_ids(1)[0]

    async def do(self, command: Command) -> list[f.Fact]:
        return (await self.parts.engine.execute(self.department_id, command)).facts

    async def come(self) -> list[f.Fact]:
        return await self.do(
            CreateSession(self.id, SessionCreated(Channel.CHAT, Source.DEFAULT), params=PARAMS, personal={})
        )

    async def say(self, text: str) -> None:
        await self.do(PostMessage(self.id, ClientType.GUEST, text))

    def session(self) -> Session:
        return fold(self.stage.facts_of_sessions()[self.id])

    def said_to_me(self) -> list[str]:
        texts = {
            slot: value
            for session_id, slot, value in self.stage.log.personal_rows(self.department_id)
            if session_id == self.id
        }
        facts = self.stage.facts_of_sessions()[self.id]
        return [
            texts[f"text:{fact.version}"]
            for fact in facts
            if isinstance(fact.body, f.MessagePosted) and fact.body.client is ClientType.USER
        ]


def test_a_stranger_is_greeted_answered_and_left_in_peace_until_they_go(tmp_path: Path) -> None:
    stage, visitors = Stage(tmp_path), list[Visitor]()

    async def visit(parts: DemoParts) -> None:
        visitor = Visitor(stage, parts)
        visitors.append(visitor)
        await asyncio.sleep(10)
        await visitor.come()
        await asyncio.sleep(40)
        for _ in range(2):
            await visitor.say("Hello")
            await asyncio.sleep(30)
        assert visitor.session().status is SessionStatus.ACTIVE
        await visitor.do(LeaveAsGuest(visitor.id))

    stage.play(30, meanwhile=visit)
    assert visitors[0].said_to_me() == [GREETING, *REPLIES[:2]]
    assert visitors[0].session().status is SessionStatus.CLOSED


def test_a_stranger_who_says_nothing_more_is_taken_leave_of(tmp_path: Path) -> None:
    stage, visitors = Stage(tmp_path), list[Visitor]()

    async def visit(parts: DemoParts) -> None:
        visitors.append(Visitor(stage, parts))
        await asyncio.sleep(3)
        await visitors[0].come()

    stage.play(220, meanwhile=visit)
    assert visitors[0].said_to_me() == [GREETING, FAREWELL]
    assert visitors[0].session().status is SessionStatus.CLOSED


def test_a_stranger_who_waits_is_not_sent_away(tmp_path: Path) -> None:
    """Nobody plays that guest: no impatience, no entry form filled by somebody else."""
    stage, visitors = Stage(tmp_path), list[Visitor]()

    async def visit(parts: DemoParts) -> None:
        visitors.append(Visitor(stage, parts))
        await asyncio.sleep(3)
        await visitors[0].do(
            CreateSession(visitors[0].id, SessionCreated(Channel.CHAT, Source.DEFAULT), is_routed=False)
        )

    stage.play(120, meanwhile=visit)
    assert visitors[0].session().status is SessionStatus.CREATED


def test_an_operator_driven_by_hand_is_not_played_in_that_session(tmp_path: Path) -> None:
    stage, visitors = Stage(tmp_path), list[Visitor]()

    async def visit(parts: DemoParts) -> None:
        visitor = Visitor(stage, parts)
        visitors.append(visitor)
        await asyncio.sleep(3)
        facts = await visitor.come()
        [accept] = [
            AcceptOffer(fact.body.operator_id, fact.version)
            for fact in facts
            if isinstance(fact.body, f.OperatorOffered)
        ]
        await visitor.do(accept)

    stage.play(200, meanwhile=visit)
    assert visitors[0].session().status is SessionStatus.ACTIVE
    assert visitors[0].said_to_me() == []
