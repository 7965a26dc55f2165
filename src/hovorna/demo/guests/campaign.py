"""Contacts of a campaign: previewed by an operator who dials, or dialled first and routed when they answer."""

import msgspec

from hovorna.application import personal
from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Invent, Kind, Newcomer, about, creation
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import CampaignKind, Channel, Source


def _of(kind: CampaignKind, campaign_id: int) -> Invent:
    def invent(guest: Newcomer) -> CreateSession:
        created = about(guest, Channel.PHONE, Source.CAMPAIGN, campaign_id=campaign_id, campaign_kind=kind)
        return msgspec.structs.replace(
            creation(guest, created, {personal.PHONE_CALLBACK_NUMBER: guest.person.phone}),
            guest_is_connected=False,
            is_routed=kind is CampaignKind.PREVIEW,
        )

    return invent


_HOMES = (plan.TRADE.name,)

PREVIEW = Kind("preview campaign", Source.CAMPAIGN, _of(CampaignKind.PREVIEW, 1), weight=4, homes=_HOMES)
PREDICTIVE = Kind("predictive campaign", Source.CAMPAIGN, _of(CampaignKind.PREDICTIVE, 2), weight=4, homes=_HOMES)
