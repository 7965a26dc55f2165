"""An address that can't be listened on is refused with a sentence."""

import socket

import pytest

from hovorna.bootstrap import server
from hovorna.bootstrap.server import ServeOptions
from hovorna.bootstrap.settings import BadSetting


def test_a_port_that_is_taken_is_refused_with_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadSetting, match=f"listen on 127.0.0.1, port {port}: Address already in use"):
            server._listener(ServeOptions("127.0.0.1", port, is_demo=False))


def test_a_host_that_is_none_of_ours_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadSetting, match=r"listen on 192\.0\.2\.1, port 0: "):
        server._listener(ServeOptions("192.0.2.1", 0, is_demo=False))
