"""One operator in one session, as the steps of a stay are given it."""

import msgspec

from hovorna.demo.floor import Floor
from hovorna.demo.story import Stay, Story
from hovorna.domain.session.state import Joining, Session
from hovorna.domain.vocabulary import SessionStatus


class Attendance(msgspec.Struct, frozen=True):
    floor: Floor
    session: Session
    joining: Joining
    story: Story
    plan: Stay

    @property
    def operator_id(self) -> int:
        return self.joining.operator_id

    @property
    def is_first(self) -> bool:
        """Only the first operator's talk takes a turn; whoever comes later finishes."""
        return self.session.joinings[0].joined.version == self.joining.joined.version

    def is_in(self, session: Session) -> bool:
        return self.joining.left is None and not session.is_over

    def is_out(self, session: Session) -> bool:
        return not self.is_in(session)

    def is_talking(self, session: Session) -> bool:
        return self.is_in(session) and session.status is SessionStatus.ACTIVE

    def is_not_talking(self, session: Session) -> bool:
        return not self.is_talking(session)

    def is_not_concluded(self, _: Session) -> bool:
        return self.joining.concluded is None
