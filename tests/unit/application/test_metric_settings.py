"""Where a company's statistics lie: one set for each company."""

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.metric_settings import MetricSettingsBook


def test_a_company_has_one_set_until_it_is_forgotten() -> None:
    book = MetricSettingsBook(MemoryRegister())
    assert book.of(1) is None
    book.set(1, "https://a.example", "org", "bucket", "token")
    book.set(2, "https://b.example", "org", "bucket", "token")
    book.set(1, "https://c.example", "org", "bucket", "token")
    found = [book.of(company) for company in (1, 2)]
    assert [one.url for one in found if one is not None] == ["https://c.example", "https://b.example"]
    book.forget(1)
    book.forget(1)
    assert book.of(1) is None
    assert book.of(2) is not None
