"""A visitor of the company's web who opens the widget: chat or video, some through the chatbot."""

import msgspec

from hovorna.application import personal
from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Kind, Newcomer, about, creation, with_param
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import AvSupport, Channel, Source


def page(guest: Newcomer) -> dict[str, str]:
    return {personal.IP_ADDRESS: guest.person.ip_address, personal.URL: "https://www.example.com/kontakt"}


def browser(guest: Newcomer, channel: Channel, source: Source) -> SessionCreated:
    return about(
        guest,
        channel,
        source,
        av_support=AvSupport.WEB_RTC,
        os=guest.person.os,
        browser=guest.person.browser,
        gdpr_version="2026-01",
        widget="web",
    )


def chat(guest: Newcomer) -> CreateSession:
    """The entry form comes first; then the rules may know a chatbot that tries."""
    command = creation(guest, browser(guest, Channel.CHAT, Source.DEFAULT), page(guest))
    if guest.rng.random() < 0.3:
        command = with_param(command, guest, "bot", "ano")
    return msgspec.structs.replace(command, is_routed=False)


def video(guest: Newcomer) -> CreateSession:
    command = creation(guest, browser(guest, Channel.AV, Source.DEFAULT), page(guest))
    return msgspec.structs.replace(command, is_routed=False)


CHAT = Kind("web chat", Source.DEFAULT, chat, weight=14)
VIDEO = Kind("video call", Source.DEFAULT, video, weight=5, homes=(plan.TRADE.name,))
