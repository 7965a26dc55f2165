"""Which offers were invitations of colleagues, told from the history alone."""

import pytest

from hovorna.domain import facts as f
from hovorna.domain.session.fold import fold
from hovorna.domain.session.invites import invited_by_offer
from hovorna.domain.vocabulary import Cause, RequestKind
from tests.unit.domain.session_facts import Story


@pytest.mark.parametrize("body", [f.InvitedGroup(2, 31), f.InvitedUser(32, 31)])
def test_the_colleague_of_an_invitation_is_known_also_when_its_request_is_closed(body: f.Body) -> None:
    story = Story()
    story.told(5, body)
    invite = story.requested(5, kind=RequestKind.INVITE)
    offer = story.offered(6, invite, 32)
    assert invited_by_offer(fold(story.facts), offer) == 32
    story.told(9, f.OfferRejected(offer))
    story.told(9, f.RoutingEnded(invite, Cause.CANCELLED))
    assert invited_by_offer(fold(story.facts), offer) == 32


def test_an_offer_of_the_guests_own_request_is_no_invitation() -> None:
    story = Story()
    offer = story.offered(2, story.requested(1), 32)
    assert invited_by_offer(fold(story.facts), offer) is None
    assert invited_by_offer(fold(story.facts), 99) is None
