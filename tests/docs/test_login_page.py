"""The page on logging in: what roles give, and that its blocks work."""

import subprocess
import sys
from pathlib import Path

import pytest

from hovorna.application.roles import DepartmentRole, GlobalRole, Right, rights_of_department, rights_of_global
from tests.docs.pages import page
from tests.docs.test_guides import created, run_all, serving

LOGIN = page("docs/login.md").text
PASSWORD = "a good & long password"


def line(role: str, rights: frozenset[Right]) -> str:
    told = ", ".join(f"`{right}`" for right in sorted(rights)) or "none yet"
    return f"| `{role}` | {told} |"


def section(heading: str) -> list[str]:
    """The lines of the table below a heading, without its head."""
    text = LOGIN.partition(f"### {heading}\n")[2].partition("\n#")[0]
    return [one for one in text.splitlines() if one.startswith("| `")]


def test_the_page_tells_what_each_role_gives() -> None:
    assert section("Roles in the whole company") == [line(one, rights_of_global([one])) for one in GlobalRole]
    assert section("Roles in a department") == [line(one, rights_of_department([one])) for one in DepartmentRole]


def test_the_page_explains_every_right() -> None:
    table = LOGIN.partition("## What people may do")[2].partition("### ")[0]
    assert [right for right in Right if table.count(f"| `{right}` |") != 1] == []


@pytest.mark.slow
def test_the_page_works_as_it_is_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    created(data, "operator", "create", "--user-name", "eva", "--first-name", "Eva", "--last-name", "Novotna")
    words = [sys.executable, "-m", "hovorna", "--data", str(data), "user", "password", "eva"]
    subprocess.run(words, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True)
    reports = created(data, "client", "create", "--name", "Reports", "--redirect", "http://127.0.0.1/in", "--public")
    with serving(data) as lines:
        variables = {
            "API": lines[-1].removeprefix("listening: "),
            "USER_NAME": "eva",
            "PASSWORD": PASSWORD,
            "REPORTS": reports["client_id"],
        }
        run_all("docs/login.md", tmp_path, variables)
