"""Small files that people send each other: a text or a picture."""

import random
import struct
import zlib

import msgspec


class Paper(msgspec.Struct, frozen=True):
    name: str
    media_type: str
    content: bytes


def paper(rng: random.Random) -> Paper:
    number = rng.randint(1000, 9999)
    if rng.random() < 0.5:
        text = f"Objednávka {number}\nFiltr F2, 2 ks\nCelkem 598 Kč\n"
        return Paper(f"objednavka-{number}.txt", "text/plain", text.encode())
    return Paper(f"foto-{number}.png", "image/png", png(rng))


def png(rng: random.Random, width: int = 64, height: int = 48) -> bytes:
    """A gradient between two colours."""
    first, last = ([rng.randrange(256) for _ in range(3)] for _ in range(2))
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            part = (x + y) / (width + height - 2)
            rows += bytes(round(a + (b - a) * part) for a, b in zip(first, last, strict=True))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(rows))) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
