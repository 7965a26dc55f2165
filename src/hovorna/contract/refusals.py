"""Refusals of the edge itself: who asks, how they ask, and what the server can't do now.

A refusal by the domain's rules has its line in `problems`; both carry a permanent code.
"""

import msgspec


class Kind(msgspec.Struct, frozen=True):
    """`code` is part of the API and is never renamed."""

    code: str
    status: int
    #: For the page of errors.
    meaning: str


TOKEN_MISSING = Kind("token_missing", 401, "The request carries no access token.")
TOKEN_INVALID = Kind("token_invalid", 401, "The access token is not one of ours, or not for this.")
TOKEN_EXPIRED = Kind("token_expired", 401, "The access token has expired.")
#: Of the token endpoint, as RFC 6749, section 5.2 words them.
INVALID_REQUEST = Kind("invalid_request", 400, "Token endpoint: a parameter is missing, doubled or unreadable.")
UNSUPPORTED_GRANT_TYPE = Kind("unsupported_grant_type", 400, "Token endpoint: the grant type is not one of ours.")
INVALID_GRANT = Kind("invalid_grant", 400, "Token endpoint: the code or refresh token is not good, or not for this.")
UNAUTHORIZED_CLIENT = Kind("unauthorized_client", 400, "Token endpoint: this client may not ask in this way.")
UNSUPPORTED_TOKEN_TYPE = Kind("unsupported_token_type", 400, "Revocation: tokens of this kind can't be taken back.")
INVALID_CLIENT = Kind("invalid_client", 401, "Token endpoint: there is no client with this id and secret.")
RIGHT_MISSING = Kind("right_missing", 403, "The client lacks the right that this needs.")
NOT_FOUND = Kind("not_found", 404, "There is nothing at this address for this client.")
METHOD_NOT_ALLOWED = Kind("method_not_allowed", 405, "The address takes other methods; the header Allow names them.")
NAME_TAKEN = Kind("name_taken", 409, "Somebody or something else of the kind has this name.")
CONTENT_DELETED = Kind("content_deleted", 410, "The recording or file was deleted.")
INVITATION_OVER = Kind("invitation_over", 410, "The invitation was withdrawn, has expired or was used up.")
BODY_TOO_LARGE = Kind("body_too_large", 413, "The body is larger than this address takes.")
MEDIA_TYPE_REFUSED = Kind("media_type_refused", 415, "The body is of a media type that this address does not take.")
RANGE_OUTSIDE = Kind("range_outside", 416, "The range begins behind the end of the content.")
KEY_REUSED = Kind("key_reused", 422, "The Idempotency-Key was used for another request within 24 h.")
TOO_MANY_GUESSES = Kind("too_many_guesses", 429, "Too many wrong passwords or codes; Retry-After says when to go on.")
TOO_MANY = Kind("too_many_requests", 429, "This address has created too many sessions; Retry-After says when to go on.")
INTERNAL = Kind("internal_error", 500, "The server failed; its log says how.")
NOT_BUILT = Kind("not_built", 501, "The operation is published but not built yet; the body says what is missing.")
STORE_UNAVAILABLE = Kind(
    "store_unavailable", 503, "The store can't be written now; nothing of the request remains. Try again later."
)

KINDS: tuple[Kind, ...] = (
    TOKEN_MISSING,
    TOKEN_INVALID,
    TOKEN_EXPIRED,
    INVALID_REQUEST,
    UNSUPPORTED_GRANT_TYPE,
    INVALID_GRANT,
    UNAUTHORIZED_CLIENT,
    UNSUPPORTED_TOKEN_TYPE,
    INVALID_CLIENT,
    RIGHT_MISSING,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NAME_TAKEN,
    CONTENT_DELETED,
    INVITATION_OVER,
    BODY_TOO_LARGE,
    MEDIA_TYPE_REFUSED,
    RANGE_OUTSIDE,
    KEY_REUSED,
    TOO_MANY_GUESSES,
    TOO_MANY,
    INTERNAL,
    NOT_BUILT,
    STORE_UNAVAILABLE,
)


class Refused(Exception):
    """`fields` is the body; where it is empty the body is empty as well, as the contract has it for 401, 403, 404."""

    def __init__(self, kind: Kind, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(kind.code)
        self.kind, self.fields, self.headers = kind, fields or {}, headers or {}
