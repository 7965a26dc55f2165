"""Guests: made-up people, each the same again for the same chance."""

import random

import msgspec

from hovorna.domain.vocabulary import GuestBrowser, GuestOs

CZECH_NAMES = (
    ("Karel", "Malý"),
    ("Hana", "Benešová"),
    ("Jiří", "Fiala"),
    ("Zuzana", "Králová"),
    ("Pavel", "Urban"),
    ("Marie", "Říhová"),
    ("Ondřej", "Kolář"),
    ("Věra", "Šimková"),
    ("Filip", "Zeman"),
    ("Ludmila", "Vaňková"),
)
ENGLISH_NAMES = (
    ("Grace", "Miller"),
    ("Henry", "Walker"),
    ("Sophie", "Turner"),
    ("Daniel", "Evans"),
    ("Chloe", "Baker"),
    ("James", "Foster"),
)

_ASCII = str.maketrans("áčďéěíňóřšťúůýž", "acdeeinorstuuyz")

_MACHINES = (
    (GuestOs.WINDOWS, GuestBrowser.CHROME),
    (GuestOs.WINDOWS, GuestBrowser.CHROMIUM_EDGE),
    (GuestOs.WINDOWS, GuestBrowser.FF),
    (GuestOs.OSX, GuestBrowser.SAFARI),
    (GuestOs.ANDROID, GuestBrowser.CHROME),
    (GuestOs.IOS, GuestBrowser.SAFARI),
    (GuestOs.LINUX, GuestBrowser.FF),
)


class Person(msgspec.Struct, frozen=True):
    language: str
    name: str
    email: str
    phone: str
    ip_address: str
    os: GuestOs
    browser: GuestBrowser


def person(rng: random.Random, language: str) -> Person:
    """Addresses are of networks and domains that documentation may use; they lead to nobody."""
    first, last = rng.choice(CZECH_NAMES if language == "cs" else ENGLISH_NAMES)
    os, browser = rng.choice(_MACHINES)
    place = f"{first}.{last}".lower().translate(_ASCII)
    number = f"+420 601 000 {rng.randrange(1000):03}" if language == "cs" else f"+44 7700 900{rng.randrange(1000):03}"
    return Person(
        language=language,
        name=f"{first} {last}",
        email=f"{place}@example.com",
        phone=number,
        ip_address=f"198.51.100.{rng.randint(1, 254)}",
        os=os,
        browser=browser,
    )
