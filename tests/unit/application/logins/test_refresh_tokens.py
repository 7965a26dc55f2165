"""Each refresh token follows from the one before, and shows whose it is."""

from hovorna.application.logins.refresh_tokens import digest_of, first_token, read_token


def test_a_token_is_read_as_it_was_written() -> None:
    token = first_token(7, "salt")
    assert read_token(str(token)) == token
    assert token.login_id == 7
    assert token.digest == digest_of(token.secret)


def test_what_is_no_token_is_none() -> None:
    for text in ("", "7", "7.a.b", f"{first_token(7, 'salt')}x", "x" * 200):
        assert read_token(text) is None


def test_the_following_token_is_always_the_same_and_another() -> None:
    token = first_token(7, "salt")
    assert token.following("salt") == token.following("salt") != token
    assert token.following("salt") != token.following("pepper")
    assert token.following("salt").is_ours("salt")


def test_a_token_is_known_by_its_seal() -> None:
    token = first_token(7, "salt")
    assert token.is_ours("salt")
    assert not token.is_ours("pepper")
    assert not token._replace(secret="x" * 43).is_ours("salt")


def test_every_first_token_is_another() -> None:
    assert first_token(7, "salt") != first_token(7, "salt")
