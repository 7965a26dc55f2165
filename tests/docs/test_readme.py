"""What the README says is there is there, and what it says is not there is not."""

import re

from hovorna.api.app import OPERATIONS
from tests.docs.pages import page

README = page("README.md").text

#: The resource of the published API that the README calls whole.
SESSIONS = {
    "GET ",
    "GET /{id}",
    "GET /{id}/routingHistory",
    "GET /{id}/durations",
    "GET /{id}/events",
    "GET /{id}/callparams",
    "PUT /{id}/callparams",
    "PUT /{id}/tags/{tagId}",
    "DELETE /{id}/tags/{tagId}",
    "PUT /{id}/note",
    "POST /{id}/forward",
    "POST /{id}/end",
    "POST /{id}/anonymize",
    "DELETE /{id}/files",
    "GET /{id}/recordings/{recordingId}",
    "GET /{id}/files/{fileId}",
}


def test_all_of_sessions_is_there() -> None:
    prefix = "/api/v1/Sessions"
    there = {f"{one.method} {one.path.removeprefix(prefix)}" for one in OPERATIONS if one.path.startswith(prefix)}
    assert there >= SESSIONS


def test_no_resource_that_is_said_to_be_missing_is_there() -> None:
    said = re.search(r"Not yet ([^.]+)\.", README)
    assert said is not None
    missing = {name.strip().lower() for name in said[1].split(",")}
    resources = {one.path.split("/")[3].lower() for one in OPERATIONS if one.path.startswith("/api/v1/")}
    assert "users" in missing
    assert missing & resources == set()


def test_the_guide_names_every_resource_that_is_ours() -> None:
    resources = {one.path.split("/")[3] for one in OPERATIONS if one.path.startswith("/api/v1/")}
    ours = set(re.findall(r"`/api/v1/([a-z]+)/…`", page("docs/api-guide.md").text))
    assert resources - {"Sessions"} == ours
