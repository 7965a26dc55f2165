import pytest

from hovorna.contract.bad_input import BadInput
from hovorna.contract.json_body import DEEPEST, decode_body


def _nested(levels: int) -> bytes:
    return b'{"a":' * (levels - 1) + b"{}" + b"}" * (levels - 1)


def test_a_body_may_begin_with_a_byte_order_mark() -> None:
    assert decode_body(b'\xef\xbb\xbf {"a": 1}') == {"a": 1}


def test_a_body_may_be_as_deep_as_the_limit() -> None:
    decode_body(_nested(DEEPEST))
    decode_body(b"[" * DEEPEST + b"1" + b"]" * DEEPEST)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"a": 1', "ends too early"),
        (b'{"a": 1,}', "trailing comma"),
        (b"{'a': 1}", "malformed"),
        (b'{"a": NaN}', "malformed"),
        (b'{"a": 1e999}', "holds a number that is out of range."),
        (b'{"a": "\\ud83d"}', "surrogate pair"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"\xed\xa0\x80": 1}', "UTF-8"),
        (b'{"a": "\\ud800 alone"}', "surrogate"),
        (_nested(DEEPEST + 1), "nested"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "nested"),
        (b"[" * 100_000 + b"]" * 100_000, "nested"),
    ],
)
def test_what_can_not_be_decoded_is_an_error_of_the_body(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        decode_body(raw)
    assert list(refused.value.fields) == ["body"]
    assert sentence in refused.value.fields["body"]
