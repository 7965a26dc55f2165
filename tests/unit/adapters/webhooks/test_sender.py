"""Requests to real receivers on this machine, which has to be allowed first."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hovorna import __version__
from hovorna.adapters.webhooks import sender as sender_module
from hovorna.adapters.webhooks.guard import AddressInfo
from hovorna.adapters.webhooks.sender import HttpSender
from hovorna.application.webhooks.addresses import networks_of
from hovorna.application.webhooks.sending import Parcel, Receipt
from tests.unit.adapters.webhooks.receiver import OK, Receiver, hang, hang_up, receiving

HERE = networks_of("127.0.0.0/8")
REFUSED = Receipt(fault="The receiver's address is not a public one, and no allow-list names it.")


@pytest.fixture
async def sender() -> AsyncIterator[HttpSender]:
    sender = HttpSender(time_out=0.3)
    yield sender
    await sender.close()


def parcel(url: str, allowed: str = "127.0.0.0/8", body: bytes = b'{"a":1}') -> Parcel:
    headers = {"content-type": "application/json", "webhook-id": "msg_1", "hovorna-session-sequence": "3"}
    return Parcel(url, body, headers, networks_of(allowed))


async def test_the_body_arrives_byte_for_byte_with_its_headers_and_nothing_curious(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        body = '{"text": "Příliš"}'.encode() + b"\r\n"
        assert await sender.send(parcel(receiver.url, body=body)) == Receipt(200)
    ((first, headers, got),) = receiver.requests
    assert (first, got) == (b"POST / HTTP/1.1", body)
    assert headers == {
        b"host": f"127.0.0.1:{receiver.port}".encode(),
        b"content-type": b"application/json",
        b"webhook-id": b"msg_1",
        b"hovorna-session-sequence": b"3",
        b"user-agent": f"Hovorna/{__version__}".encode(),
        b"accept": b"*/*",
        b"accept-encoding": b"identity",
        b"content-length": str(len(body)).encode(),
    }


@pytest.mark.parametrize("target", ["/", "/a%2Fb?secret=%2B+%20&x=a;b", "/%7Euser/./x", "/hook?url=http://x/?y"])
async def test_path_and_query_are_sent_as_they_were_given(sender: HttpSender, target: str) -> None:
    async with receiving(Receiver()) as receiver:
        assert (await sender.send(parcel(receiver.url[:-1] + target))).status == 200
    assert receiver.requests[0][0] == b"POST " + target.encode() + b" HTTP/1.1"


async def test_letters_that_no_request_may_hold_change_nothing_around_them(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        url = f"http://řeka:a%2Fb@127。0。0。1:{receiver.port}/č/../%7e/%2f?q=ž&secret=%2f+%zz"
        assert (await sender.send(parcel(url))).status == 200
    ((first, headers, _),) = receiver.requests
    assert first == b"POST /%C4%8D/../%7e/%2f?q=%C5%BE&secret=%2f+%zz HTTP/1.1"
    assert headers[b"authorization"] == b"Basic " + base64.b64encode("řeka:a/b".encode())


async def test_an_address_without_a_path_is_the_root(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        assert (await sender.send(parcel(receiver.url[:-1]))).status == 200
    assert receiver.requests[0][0] == b"POST / HTTP/1.1"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("eva:secret", "eva:secret"),
        ("eva%40example.com:p%3Aa%2Fss%25", "eva@example.com:p:a/ss%"),
        ("eva", "eva:"),
        (":secret", ":secret"),
        ("%C5%99eka:h%C3%A1", "řeka:há"),
    ],
)
async def test_user_and_password_of_the_address_become_basic_authentication(
    sender: HttpSender, written: str, meant: str
) -> None:
    async with receiving(Receiver()) as receiver:
        assert (await sender.send(parcel(f"http://{written}@127.0.0.1:{receiver.port}/x"))).status == 200
    ((first, headers, _),) = receiver.requests
    assert first == b"POST /x HTTP/1.1"
    assert headers[b"authorization"] == b"Basic " + base64.b64encode(meant.encode())
    assert headers[b"host"] == f"127.0.0.1:{receiver.port}".encode()


@pytest.mark.parametrize("status", [201, 204, 400, 410, 500])
async def test_every_status_is_told(sender: HttpSender, status: int) -> None:
    async with receiving(Receiver(b"HTTP/1.1 %d X\r\ncontent-length: 0\r\n\r\n" % status)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(status)


async def test_when_to_come_again_is_told_as_it_came(sender: HttpSender) -> None:
    async with receiving(Receiver(b"HTTP/1.1 503 X\r\nRetry-After: 12\r\ncontent-length: 0\r\n\r\n")) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(503, "12")


async def test_redirects_are_not_followed(sender: HttpSender) -> None:
    answer = b"HTTP/1.1 307 X\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n"
    async with receiving(Receiver(answer)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(307)
    assert len(receiver.requests) == 1


async def test_connections_are_used_again(sender: HttpSender) -> None:
    async with receiving(Receiver(OK, b"HTTP/1.1 500 X\r\ncontent-length: 3\r\n\r\nbad", OK)) as receiver:
        assert [(await sender.send(parcel(receiver.url))).status for _ in range(3)] == [200, 500, 200]
    assert receiver.connections == 1


async def test_a_kept_connection_that_the_receiver_closed_costs_no_attempt(sender: HttpSender) -> None:
    async with receiving(Receiver(OK, hang_up, OK)) as receiver:
        assert [(await sender.send(parcel(receiver.url))).status for _ in range(2)] == [200, 200]
    assert receiver.connections == 2


async def test_a_receiver_that_hangs_up_again_is_a_failed_attempt(sender: HttpSender) -> None:
    async with receiving(Receiver(hang_up)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(fault="The receiver hung up without an answer.")
    assert len(receiver.requests) == 2


async def test_a_receiver_that_hangs_is_waited_for_no_longer_than_the_time_out(sender: HttpSender) -> None:
    async with receiving(Receiver(hang)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(fault="There was no answer within 0.3 seconds.")


async def test_a_status_counts_though_its_body_never_ends(sender: HttpSender) -> None:
    async def begins(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc")
        await hang(writer)

    async with receiving(Receiver(begins)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(200)


async def test_of_a_long_answer_only_a_little_is_read(sender: HttpSender) -> None:
    async def floods(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
            await writer.drain()

    async with receiving(Receiver(floods)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(200)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"220 mail.example ESMTP\r\n\r\n", "The receiver's answer is no HTTP."),
        (b"", "The receiver hung up without an answer."),
    ],
)
async def test_what_is_no_http_is_a_failed_attempt(sender: HttpSender, answer: bytes, fault: str) -> None:
    async def answers(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        writer.close()

    async with receiving(Receiver(answers)) as receiver:
        assert await sender.send(parcel(receiver.url)) == Receipt(fault=fault)


async def test_a_closed_port_is_a_failed_attempt(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        pass
    assert await sender.send(parcel(receiver.url)) == Receipt(fault="There was no connection: connection refused.")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http:///x", "x", "", "http://127.0.0.1:99999/", "http://[::1/"])
async def test_what_is_no_web_address_is_a_failed_attempt(sender: HttpSender, url: str) -> None:
    assert await sender.send(parcel(url)) == Receipt(fault="The address of the receiver can't be used.")


async def test_addresses_that_are_not_public_are_refused_unless_they_are_allowed(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        port = receiver.port
        for host in ("127.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "10.0.0.1", "[64:ff9b::7f00:1]"):
            assert await sender.send(parcel(f"http://{host}:{port}/", allowed="192.168.0.0/16")) == REFUSED, host
        assert (await sender.send(parcel(f"http://[::ffff:127.0.0.1]:{port}/"))).status == 200
    assert receiver.connections == 1


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.1", "0177.0.0.1"])
async def test_other_ways_to_write_an_address_lead_nowhere(sender: HttpSender, host: str) -> None:
    async with receiving(Receiver()) as receiver:
        receipt = await sender.send(parcel(f"http://{host}:{receiver.port}/", allowed=""))
    assert receipt.status is None
    assert not receiver.requests


def answering(*answers: list[str]) -> "Names":
    return Names(list(answers))


class Names:
    """A name server that answers so one time and otherwise the next."""

    def __init__(self, answers: list[list[str]]) -> None:
        self.answers, self.asked = answers, 0

    def __call__(self, host: str, port: int, family: int) -> list[AddressInfo]:
        self.asked += 1
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not addresses:
            raise OSError("no such name")
        return [(2, 1, 6, "", (address, port)) for address in addresses]


async def test_a_name_is_judged_by_what_it_means_when_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer is one that may be reached, the second is not: no earlier look helps."""
    monkeypatch.setattr(sender_module, "_NAMES_KEPT", 0)
    names = answering(["127.0.0.2"], ["127.0.0.1"])
    sender = HttpSender(lookup=names)
    public = Receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    async with receiving(public, "127.0.0.2") as public:
        private = Receiver()
        private.port = public.port
        async with receiving(private, "127.0.0.1"):
            url = f"http://hooks.example:{public.port}/"
            assert await sender.send(parcel(url, allowed="127.0.0.2")) == Receipt(200)
            assert await sender.send(parcel(url, allowed="127.0.0.2")) == REFUSED
    await sender.close()
    assert (len(public.requests), private.connections, names.asked) == (1, 0, 2)
    assert public.requests[0][1][b"host"] == f"hooks.example:{public.port}".encode()


async def test_of_several_addresses_only_those_that_may_be_reached_are_tried() -> None:
    sender = HttpSender(lookup=answering(["10.0.0.1", "127.0.0.2"]))
    async with receiving(Receiver(), "127.0.0.2") as receiver:
        url = f"http://hooks.example:{receiver.port}/"
        assert (await sender.send(parcel(url, allowed="127.0.0.2"))).status == 200
        assert await sender.send(parcel(url, allowed="127.0.0.3")) == REFUSED
    await sender.close()


async def test_a_name_that_is_unknown_is_a_failed_attempt() -> None:
    sender = HttpSender(lookup=answering([]))
    receipt = await sender.send(parcel("http://nowhere.example/"))
    assert receipt == Receipt(fault="The receiver's name could not be resolved.")
    await sender.close()


async def test_nobody_uses_a_connection_that_another_was_allowed_to_open(sender: HttpSender) -> None:
    async with receiving(Receiver()) as receiver:
        assert (await sender.send(parcel(receiver.url))).status == 200
        assert await sender.send(parcel(receiver.url, allowed="")) == REFUSED
        assert await sender.send(parcel(receiver.url, allowed="10.0.0.0/8")) == REFUSED
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    sender = HttpSender()
    async with receiving(Receiver()) as proxy, receiving(Receiver()) as receiver:
        monkeypatch.setenv(name, proxy.url)
        assert (await sender.send(parcel(receiver.url))).status == 200
    await sender.close()
    assert (len(receiver.requests), proxy.connections) == (1, 0)


async def test_a_certificate_that_nobody_vouches_for_is_refused(sender: HttpSender, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_own_certificate(tmp_path / "own.pem"))
    async with receiving(Receiver(), ssl=context) as receiver:
        receipt = await sender.send(parcel(f"https://127.0.0.1:{receiver.port}/"))
    assert receipt == Receipt(fault="The receiver's certificate is not trusted.")
    assert not receiver.requests


async def test_a_receiver_without_tls_is_told_apart(sender: HttpSender) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    receipt = await sender.send(parcel(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))
    server.close()
    assert receipt == Receipt(fault="The receiver does not speak TLS as it should.")


def _own_certificate(path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path
