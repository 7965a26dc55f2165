"""What the demo makes up: voices, papers, people, stories."""

import io
import random
import struct
import wave
import zlib
from array import array
from itertools import islice

import pytest

from hovorna.demo.guests import KINDS
from hovorna.demo.sound.conversation import phrases, wav
from hovorna.demo.sound.syllables import LENGTHS, ONSETS, PEAK, RATE, VOICES, VOWELS, syllable
from hovorna.demo.story import chance, pick
from hovorna.demo.words.dialogues import DIALOGUES
from hovorna.demo.words.papers import paper, png
from hovorna.demo.words.people import person
from hovorna.domain.vocabulary import Source


@pytest.mark.parametrize("vowel", list(VOWELS))
def test_a_syllable_is_heard_and_never_clipped(vowel: str) -> None:
    for voice in VOICES:
        samples = syllable(voice, vowel, 2, 1)
        assert len(samples) == int(ONSETS[2][0] * RATE) + int(LENGTHS[1] * RATE)
        assert PEAK * 0.5 < max(map(abs, samples)) <= PEAK


def test_a_voice_has_its_pitch() -> None:
    """The distance at which a vowel is most like itself is one period."""
    for voice in VOICES:
        samples = syllable(voice, "a", 0, 1)
        middle = samples[len(samples) // 4 : len(samples) * 3 // 4]
        likeness = {
            lag: sum(a * b for a, b in zip(middle, middle[lag:], strict=False)) / (len(middle) - lag)
            for lag in range(RATE // 300, RATE // 80)
        }
        period = max(likeness, key=lambda lag: likeness[lag])
        assert RATE / period == pytest.approx(voice.pitch, rel=0.12)


def test_every_conversation_is_another_and_the_same_again_for_the_same_chance() -> None:
    first, again, other = ([bytes(one) for one in islice(phrases(random.Random(seed)), 5)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_wav_holds_the_samples_it_was_given() -> None:
    samples = array("h", [0, 1, -1, 32767, -32768])
    with wave.open(io.BytesIO(wav(samples))) as sound:
        assert struct.unpack("<5h", sound.readframes(5)) == tuple(samples)


def test_a_picture_is_a_png_whose_parts_add_up() -> None:
    content = png(random.Random(1), 5, 4)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    place, names = 8, []
    while place < len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + length]
        [checksum] = struct.unpack(">I", content[place + 8 + length : place + 12 + length])
        assert checksum == zlib.crc32(name + data)
        names.append(name)
        if name == b"IDAT":
            assert len(zlib.decompress(data)) == 4 * (1 + 3 * 5)
        place += 12 + length
    assert names == [b"IHDR", b"IDAT", b"IEND"]


def test_papers_are_texts_and_pictures() -> None:
    papers = [paper(random.Random(seed)) for seed in range(20)]
    assert {one.media_type for one in papers} == {"text/plain", "image/png"}
    assert all(one.name.endswith((".txt", ".png")) for one in papers)


def test_guests_lead_to_nobody_real() -> None:
    for seed in range(50):
        for language in DIALOGUES:
            guest = person(random.Random(seed), language)
            assert guest.email.endswith("@example.com")
            assert guest.email.isascii()
            assert guest.ip_address.startswith("198.51.100.")


def test_in_every_dialogue_each_line_has_its_answer() -> None:
    for dialogues in DIALOGUES.values():
        for dialogue in dialogues:
            assert len(dialogue.guest) == len(dialogue.operator)
    topics = [{one.topic for one in dialogues} for dialogues in DIALOGUES.values()]
    assert all(one == topics[0] for one in topics)


def test_every_source_has_a_way_of_arriving_and_every_way_a_weight() -> None:
    assert {kind.source for kind in KINDS} == set(Source)
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(kind.weight > 0 and kind.homes for kind in KINDS)


def test_chance_is_the_same_for_the_same_thing_and_follows_the_weights() -> None:
    assert chance(1, 2, "x").random() == chance(1, 2, "x").random()
    assert chance(1, 2, "x").random() != chance(2, 2, "x").random()
    rng = random.Random(0)
    picked = [pick(rng, {"often": 9, "never": 0, "rarely": 1}) for _ in range(500)]
    assert "never" not in picked
    assert picked.count("often") > 400
