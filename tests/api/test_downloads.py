"""The bytes of recordings and files: RFC 9110 for parts and versions, and nobody who may not."""

import hashlib
import io
import wave
from datetime import timedelta

import pytest

from hovorna.api.byte_ranges import OutsideRange, Part, has_it, part_of, takes_part
from hovorna.api.downloads import disposition
from hovorna.api.wav_header import wav_duration
from hovorna.application.roles import Right
from tests.api.house import Caller, House

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)
ETAG = f'"{hashlib.sha256(CONTENT).hexdigest()}"'


async def a_file(house: House, name: str = "a.txt", media_type: str = "text/plain") -> tuple[str, Caller, Caller]:
    """(address, client, guest)"""
    session_id, guest, client = await house.talk()
    answer = await guest.post(
        f"/api/v1/guest/sessions/{session_id}/files",
        params={"name": name},
        content=CONTENT,
        headers={"Content-Type": media_type},
    )
    assert answer.status_code == 201, answer.text
    return f"/api/v1/Sessions/{session_id}/files/{answer.json()['fileId']}", client, guest


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("bytes=0-9", Part(0, 10)),
        ("BYTES = 0-", Part(0, 100)),
        ("bytes=90-1000", Part(90, 10)),
        ("bytes=99-99", Part(99, 1)),
        ("bytes=-10", Part(90, 10)),
        ("bytes=-1000", Part(0, 100)),
        ("bytes=98-99999999999999999999999", Part(98, 2)),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("items=0-9", None),
    ],
)
def test_which_bytes_are_meant(header: str | None, part: Part | None) -> None:
    assert part_of(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"])
def test_a_range_without_any_byte_is_outside(header: str) -> None:
    with pytest.raises(OutsideRange):
        part_of(header, 100)


def test_versions_are_compared_by_their_etags() -> None:
    assert has_it('"a", "b"', '"b"')
    assert has_it('W/"b"', '"b"')
    assert has_it("*", '"b"')
    assert not has_it(None, '"b"')
    assert not has_it('"a"', '"b"')
    assert takes_part(None, '"b"')
    assert takes_part('"b"', '"b"')
    assert not takes_part('W/"b"', '"b"')
    assert not takes_part("Wed, 21 Oct 2015 07:28:00 GMT", '"b"')


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt"),
        ("žádost 1.pdf", "attachment; filename=\"__dost 1.pdf\"; filename*=UTF-8''%C5%BE%C3%A1dost%201.pdf"),
        ('a";\r\nX: 1', "attachment; filename=\"a____X: 1\"; filename*=UTF-8''a%22%3B%0D%0AX%3A%201"),
        (None, "attachment"),
    ],
)
def test_a_files_name_is_written_for_old_and_new_clients(name: str | None, written: str) -> None:
    assert disposition(name, is_inline=False) == written.encode()


async def test_a_file_comes_whole_with_all_that_clients_need(house: House) -> None:
    url, client, _ = await a_file(house, name="žádost.pdf", media_type="Application/PDF; x=1")
    answer = await client.get(url)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    headers = answer.headers
    assert headers["content-type"] == "application/pdf"
    assert headers["content-length"] == str(SIZE)
    assert headers["etag"] == ETAG
    assert headers["accept-ranges"] == "bytes"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in headers["content-security-policy"]
    assert "private" in headers["cache-control"]


async def test_head_tells_the_same_without_the_bytes(house: House) -> None:
    url, client, _ = await a_file(house)
    got, head = await client.get(url), await client.request("HEAD", url)
    assert (head.status_code, head.content, head.headers) == (200, b"", got.headers)


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-0", CONTENT[:1], f"bytes 0-0/{SIZE}"),
        ("bytes=1000-200000", CONTENT[1000:200001], f"bytes 1000-200000/{SIZE}"),
        ("bytes=255990-", CONTENT[255990:], f"bytes 255990-255999/{SIZE}"),
        ("bytes=-5", CONTENT[-5:], f"bytes 255995-255999/{SIZE}"),
    ],
)
async def test_a_part_comes_alone(house: House, asked: str, part: bytes, told: str) -> None:
    url, client, _ = await a_file(house)
    answer = await client.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["content-range"] == told
    assert answer.headers["content-length"] == str(len(part))
    assert answer.headers["etag"] == ETAG


async def test_a_part_behind_the_end_is_416_and_tells_the_size(house: House) -> None:
    url, client, _ = await a_file(house)
    answer = await client.get(url, headers={"Range": f"bytes={SIZE}-"})
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"
    assert answer.headers["hovorna-code"] == "range_outside"


async def test_a_part_of_another_version_comes_whole(house: House) -> None:
    url, client, _ = await a_file(house)
    for if_range, status in ((ETAG, 206), ('"other"', 200), ("Wed, 21 Oct 2015 07:28:00 GMT", 200)):
        answer = await client.get(url, headers={"Range": "bytes=0-9", "If-Range": if_range})
        assert answer.status_code == status


async def test_who_has_it_already_is_told_so(house: House) -> None:
    url, client, _ = await a_file(house)
    answer = await client.get(url, headers={"If-None-Match": f'"x", {ETAG}', "Range": "bytes=0-9"})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", ETAG)


async def test_the_sessions_guest_and_readers_may_have_a_file_and_nobody_else(house: House) -> None:
    url, client, guest = await a_file(house)
    _, other_guest = await house.guest()
    assert (await guest.get(url)).content == CONTENT
    assert (await (await house.caller(Right.READ)).get(url)).status_code == 200
    assert (await (await house.caller(Right.WRITE, Right.OPERATE)).get(url)).status_code == 403
    assert (await (await house.caller(client=house.other_client)).get(url)).status_code == 404
    assert (await other_guest.get(url)).status_code == 401
    assert (await house.http.get(url)).status_code == 401
    assert (await client.get(url.rpartition("/")[0] + "/99")).status_code == 404


async def test_a_blob_that_is_missing_is_404_and_a_fault_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    url, client, _ = await a_file(house)
    for key in await house.blobs.keys():
        await house.blobs.delete(key)
    assert (await client.get(url)).status_code == 404
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == ["A blob is missing."]
    caplog.clear()


def a_wav(seconds: float, rate: int = 8000) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"\0\0" * int(rate * seconds))
    return written.getvalue()


@pytest.mark.parametrize("seconds", [0, 0.5, 12.25])
def test_a_wav_file_tells_how_long_it_lasts(seconds: float) -> None:
    content = a_wav(seconds)
    assert wav_duration(content[:200], len(content)) == timedelta(seconds=seconds)


def test_a_streamed_wav_file_lasts_as_long_as_it_is() -> None:
    content = bytearray(a_wav(2))
    place = content.index(b"data") + 4
    content[place : place + 4] = b"\xff\xff\xff\xff"
    assert wav_duration(bytes(content[:200]), len(content)) == timedelta(seconds=2)
    assert wav_duration(a_wav(2)[:200], len(a_wav(1))) == timedelta(seconds=1)


def test_chunks_before_the_sound_are_passed_over() -> None:
    content = a_wav(1)
    place = content.index(b"data")
    content = content[:place] + b"LIST\x03\x00\x00\x00abc\x00" + content[place:]
    assert wav_duration(content, len(content)) == timedelta(seconds=1)


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"OggS" + b"\0" * 100, b"RIFF\0\0\0\0WAVEfmt ", b"RIFF\0\0\0\0WAVEdata\4\0\0\0abcd"]
)
def test_what_is_no_whole_wav_header_tells_nothing(content: bytes) -> None:
    assert wav_duration(content, len(content)) is None
