"""One guest in one session, as the steps of a guest's life are given it."""

import msgspec

from hovorna.demo.floor import Floor
from hovorna.demo.story import Story
from hovorna.domain.session.state import Session


class Guest(msgspec.Struct, frozen=True):
    floor: Floor
    session: Session
    story: Story
