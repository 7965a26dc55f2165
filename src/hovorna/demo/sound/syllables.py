"""Speech-like syllables: a pulse train through three resonators, as a formant synthesiser makes vowels."""

import math
import random
from array import array
from functools import lru_cache

import msgspec

#: Samples per second.
RATE = 8000

#: The loudest sample of a syllable; room is left below 32767 for ears.
PEAK = 14000


class Voice(msgspec.Struct, frozen=True):
    #: The glottis' frequency in Hz.
    pitch: int
    #: How much shorter than a grown man's the vocal tract is: formants are that much higher.
    tract: float


VOICES = (Voice(112, 1.0), Voice(205, 1.17), Voice(138, 1.05), Voice(182, 1.12))

#: Centre frequencies of the first three formants in Hz.
VOWELS = {
    "a": (730, 1090, 2440),
    "e": (530, 1840, 2480),
    "i": (270, 2290, 3010),
    "o": (570, 840, 2410),
    "u": (300, 870, 2240),
}

#: Seconds of noise before the vowel, and how loud against it: none, a stop, a fricative.
ONSETS = ((0.0, 0.0), (0.015, 0.5), (0.06, 0.2))

#: Seconds.
LENGTHS = (0.14, 0.2)

_BANDWIDTHS = (70.0, 100.0, 150.0)


@lru_cache(maxsize=256)
def syllable(voice: Voice, vowel: str, onset: int, length: int) -> "array[int]":
    """16-bit samples; the same for the same arguments. `onset` and `length` are places in ONSETS and LENGTHS."""
    burst, loudness = ONSETS[onset]
    rng = random.Random(f"{voice}{vowel}{onset}{length}")
    noise = [rng.uniform(-loudness, loudness) * PEAK for _ in range(int(burst * RATE))]
    vowels = _resonate(_pulses(voice.pitch, int(LENGTHS[length] * RATE)), voice, vowel)
    return array("h", (round(sample) for sample in noise + _shaped(vowels)))


def _pulses(pitch: int, count: int) -> list[float]:
    """One impulse a period; the pitch falls a little, as it does at the end of a word."""
    samples, phase = [0.0] * count, 1.0
    for place in range(count):
        phase += pitch * (1.0 - 0.12 * place / count) / RATE
        if phase >= 1.0:
            phase -= 1.0
            samples[place] = 1.0
    return samples


def _resonate(samples: list[float], voice: Voice, vowel: str) -> list[float]:
    for formant, bandwidth in zip(VOWELS[vowel], _BANDWIDTHS, strict=True):
        radius = math.exp(-math.pi * bandwidth / RATE)
        turn = 2.0 * math.pi * min(formant * voice.tract, 0.45 * RATE) / RATE
        back_one, back_two = 2.0 * radius * math.cos(turn), -radius * radius
        gain = 1.0 - back_one - back_two
        last = before = 0.0
        filtered = []
        for sample in samples:
            value = gain * sample + back_one * last + back_two * before
            filtered.append(value)
            before, last = last, value
        samples = filtered
    return samples


def _shaped(samples: list[float]) -> list[float]:
    """As loud as PEAK, with a soft beginning and end so that syllables do not click."""
    loudest = max(map(abs, samples)) or 1.0
    count, ramp = len(samples), int(0.025 * RATE)
    return [
        sample / loudest * PEAK * min(1.0, (place + 1) / ramp, (count - place) / ramp)
        for place, sample in enumerate(samples)
    ]
