"""Where a company's statistics lie: kept for programs that ask, used by nothing here."""

import msgspec

from hovorna.application.register import Book, Register


class MetricSettings(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    url: str
    organization: str
    bucket: str
    #: Opens the database; shown to nobody but those who administer the company.
    token: str


class MetricSettingsBook:
    """At most one set for each company."""

    def __init__(self, register: Register) -> None:
        self._book = Book(register, "metric_settings", MetricSettings, lambda one: str(one.company_id))

    def of(self, company_id: int) -> MetricSettings | None:
        return self._book.find(str(company_id))

    def set(self, company_id: int, url: str, organization: str, bucket: str, token: str) -> None:
        known = self.of(company_id)

        def make(number: int) -> MetricSettings:
            return MetricSettings(number, company_id, url, organization, bucket, token)

        if known is None:
            self._book.add(company_id, make)
        else:
            self._book.change(known.id, lambda old: make(old.id))

    def forget(self, company_id: int) -> None:
        known = self.of(company_id)
        if known is not None:
            self._book.remove(known.id)
