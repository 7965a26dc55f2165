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


def test_what_answers_501_is_what_the_readme_says() -> None:
    said = re.search(r"these answer 501\*\* with a sentence, until they are built: ([^.]+)\.", README)
    assert said is not None
    named = {name.strip() for name in said[1].split(",")}
    assert named == {one.path.split("/")[3] for one in OPERATIONS if 501 in one.statuses}


def test_the_guide_names_every_resource_that_is_ours() -> None:
    paths = [(one.path.split("/")[3], one.is_contract) for one in OPERATIONS if one.path.startswith("/api/v1/")]
    published = {resource for resource, is_contract in paths if is_contract}
    ours = set(re.findall(r"`/api/v1/([A-Za-z]+)/…`", page("docs/api-guide.md").text))
    assert {resource for resource, _ in paths} - published == ours
