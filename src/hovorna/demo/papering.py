"""Sharing a small file: first into blob storage, then into the conversation."""

import random

from hovorna.demo.floor import Floor
from hovorna.demo.recorder import store
from hovorna.demo.story import chance
from hovorna.demo.words.papers import paper
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import ShareFile
from hovorna.domain.vocabulary import ClientType


async def share_paper(floor: Floor, session: Session, client: ClientType, operator_id: int | None = None) -> None:
    rng: random.Random = chance(floor.seed, session.id, session.last_version, client)
    one = paper(rng)
    key = f"{floor.department_id}/{session.id}/file-{rng.getrandbits(64):016x}"
    blob = await store(floor, key, one.content, one.media_type)
    if not await floor.do(session, ShareFile(session.id, client, one.name, blob, operator_id)):
        await floor.parts.blobs.delete(key)
