"""What a company sets for itself; nothing decides by it, so it lies in the register and not in a log."""

import msgspec

from hovorna.application.accounts import Company
from hovorna.application.settings.forms import NETWORKS, Network

_WEBHOOKS_ALLOW = "webhooks.allow"


class CompanySettings(msgspec.Struct, frozen=True):
    #: What the people of the company speak, told in the company's own document.
    language: str | None = None
    #: Where the company is, told in the company's own document.
    timezone: str | None = None
    #: Networks beside the public ones that the company's webhooks may reach. Only who hosts the server may set it, or
    #: the one company that there is.
    webhooks_allow: tuple[Network, ...] = ()


def settings_of(company: Company) -> CompanySettings:
    return CompanySettings(company.language, company.timezone, webhook_networks(company))


def with_settings(company: Company, settings: CompanySettings) -> Company:
    texts = {**company.settings, _WEBHOOKS_ALLOW: NETWORKS.write(settings.webhooks_allow)}
    return msgspec.structs.replace(
        company,
        language=settings.language,
        timezone=settings.timezone,
        settings={key: text for key, text in texts.items() if text},
    )


def webhook_networks(company: Company) -> tuple[Network, ...]:
    networks: tuple[Network, ...] = NETWORKS.read(company.settings.get(_WEBHOOKS_ALLOW, ""))
    return networks
