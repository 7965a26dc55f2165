"""A recorded conversation: two voices that take turns, as WAV bytes."""

import io
import random
import wave
from array import array
from collections.abc import Iterator

from hovorna.demo.sound.syllables import LENGTHS, ONSETS, RATE, VOICES, VOWELS, Voice, syllable


def phrases(rng: random.Random) -> Iterator["array[int]"]:
    """Without end; each is one breath of one of two speakers with the pause after it."""
    speakers = rng.sample(VOICES, 2)
    while True:
        for voice in speakers:
            for _ in range(rng.randint(1, 2)):
                yield _phrase(rng, voice)


def _phrase(rng: random.Random, voice: Voice) -> "array[int]":
    samples = array("h")
    for _ in range(rng.randint(3, 9)):
        onset, length = rng.randrange(len(ONSETS)), rng.randrange(len(LENGTHS))
        samples += syllable(voice, rng.choice(tuple(VOWELS)), onset, length)
    samples += _silence(rng.uniform(0.15, 0.5))
    return samples


def _silence(seconds: float) -> "array[int]":
    return array("h", bytes(2 * int(seconds * RATE)))


def wav(samples: "array[int]") -> bytes:
    """Mono, 16 bits, RATE samples a second."""
    stored = array("h", samples)
    if not _IS_LITTLE_ENDIAN:
        stored.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(stored.tobytes())
    return file.getvalue()


_IS_LITTLE_ENDIAN = array("h", [1]).tobytes() == b"\x01\x00"
