"""Interactive documentation in the browser; everything it needs comes from this server, for closed networks."""

from functools import cache
from importlib.resources import files

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.operation import Access, Operation
from hovorna.contract.refusals import NOT_FOUND, Refused

_ASSETS = {
    "swagger-ui.css": b"text/css",
    "swagger-ui-bundle.js": b"text/javascript",
    "favicon-32x32.png": b"image/png",
}
_FOLDER = "vendor/swagger-ui-4.15.5"

# The viewer reads OpenAPI up to 3.0; ours is 3.1 and uses nothing that it could not show.
_START = b"""\
fetch("/openapi.json").then((answer) => answer.json()).then((document) => {
  SwaggerUIBundle({
    spec: { ...document, openapi: "3.0.3" },
    dom_id: "#docs",
    deepLinking: true,
    persistAuthorization: true,
    displayRequestDuration: true,
    filter: true,
  });
});
"""
_PAGE = b"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hovorna API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    b" connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


async def page(_: Call) -> Answer:
    return _answer(_PAGE, b"text/html; charset=utf-8")


async def front_door(_: Call) -> Answer:
    """Who opens the server in a browser is shown around."""
    return Answer(302, b"", ((b"location", b"/docs"),))


async def asset(call: Call) -> Answer:
    name = call.request.path_params["asset"]
    if name == "start.js":
        return _answer(_START, b"text/javascript")
    if name not in _ASSETS:
        raise Refused(NOT_FOUND)
    return _answer(_bytes(name), _ASSETS[name])


@cache
def _bytes(name: str) -> bytes:
    return files("swagger_ui_bundle").joinpath(_FOLDER, name).read_bytes()


def _answer(body: bytes, media_type: bytes) -> Answer:
    headers = (
        (b"content-type", media_type),
        (b"content-security-policy", _POLICY),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-cache"),
    )
    return Answer(200, body, headers)


OPERATIONS = (
    Operation(
        method="GET",
        path="/",
        summary="Leads to the documentation",
        handle=front_door,
        access=Access.OPEN,
        tag="Documentation",
    ),
    Operation(
        method="GET",
        path="/docs",
        summary="This documentation",
        handle=page,
        access=Access.OPEN,
        tag="Documentation",
    ),
    Operation(
        method="GET",
        path="/docs/{asset}",
        summary="What the documentation is shown with",
        handle=asset,
        access=Access.OPEN,
        tag="Documentation",
    ),
)
