"""The command `hovorna` as a user types it: each test is a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hovorna.application.roles import GlobalRole
from hovorna.bootstrap.embedded import open_accounts, open_embedded

BANK_HEADER = (
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\t"
    "outcome\tser_start\tser_exit\tser_time\tserver\n"
)
ANSWERED = (
    "BB0101\t1\t0\t0\tPS\t990201\t9:00:00\t9:00:10\t10\t9:00:10\t9:00:40\t30\tAGENT\t9:00:40\t9:02:40\t120\tEVA\n"
)


def hovorna(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hovorna", "--data", str(folder / "data"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def last_object(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:  # Any: JSON
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_help_lists_the_commands(tmp_path: Path) -> None:
    shown = hovorna("--help", folder=tmp_path).stdout
    for command in ("serve", "client", "import", "check", "session", "simulate", "operator"):
        assert command in shown


def test_a_client_gets_an_id_and_a_secret_and_no_two_are_alike(tmp_path: Path) -> None:
    first = last_object(hovorna("client", "create", "--name", "One", "--json", folder=tmp_path))
    second = last_object(hovorna("client", "create", "--name", "One", "--json", folder=tmp_path))
    assert set(first) == {"client_id", "client_secret"}
    assert first["client_id"] != second["client_id"]
    assert len(first["client_secret"]) >= 43


def rights_of_the_last(folder: Path) -> set[str]:
    with open_accounts(folder / "data") as (accounts, _):
        record = accounts.register.all("client")[-1]
    return set(json.loads(record.document)["rights"])


def test_a_client_has_every_right_but_to_host_unless_others_are_named(tmp_path: Path) -> None:
    make = ("client", "create", "--name", "One")
    assert hovorna(*make, folder=tmp_path).returncode == 0
    every = {"read", "write", "operate", "anonymise", "administer", "watch"}
    assert rights_of_the_last(tmp_path) == every
    hovorna(*make, "--host", folder=tmp_path)
    assert rights_of_the_last(tmp_path) == {*every, "host"}
    hovorna(*make, "--right", "read", "--right", "watch", folder=tmp_path)
    assert rights_of_the_last(tmp_path) == {"read", "watch"}


@pytest.mark.parametrize(
    "options",
    [
        ("--right", "everything"),
        ("--right", "answer"),
        ("--company", "7"),
        ("--redirect", "https://desk.example/", "--host"),
    ],
)
def test_a_client_that_can_not_be_is_not_made(tmp_path: Path, options: tuple[str, ...]) -> None:
    refused = hovorna("client", "create", "--name", "One", *options, folder=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("hovorna: ")


def test_the_secret_itself_is_nowhere_in_the_store(tmp_path: Path) -> None:
    made = last_object(hovorna("client", "create", "--name", "One", "--json", folder=tmp_path))
    for file in (tmp_path / "data").rglob("*"):
        if file.is_file():
            assert made["client_secret"].encode() not in file.read_bytes()


def test_an_import_ends_with_one_line_of_json_and_can_be_told_and_checked(tmp_path: Path) -> None:
    source = tmp_path / "calls.tsv"
    source.write_text(BANK_HEADER + ANSWERED + "broken\n")
    done = last_object(hovorna("import", "bank-calls", str(source), folder=tmp_path))
    assert (done["rows"], done["sessions"], done["already"]) == (2, 1, 0)
    assert [line["line"] for line in done["refused"]] == [3]
    again = last_object(hovorna("import", "bank-calls", str(source), folder=tmp_path))
    assert (again["sessions"], again["facts"], again["already"]) == (0, 0, 1)
    told = last_object(hovorna("session", "1", "--json", folder=tmp_path))
    durations = {one["name"]: one["duration"] for one in told["durations"]["durations"]}
    assert durations["ACTIVE"] == "PT2M"
    assert durations["IN_QUEUE"] == "PT30S"
    shown = hovorna("session", "1", folder=tmp_path).stdout
    assert "ACTIVE" in shown
    assert "0:02:00" in shown
    report = last_object(hovorna("check", "--json", folder=tmp_path))
    assert report["violations"] == []
    assert report["counts"]["sessions"] == 1


def test_a_file_of_another_kind_is_refused_by_its_first_line(tmp_path: Path) -> None:
    source = tmp_path / "other.txt"
    source.write_text("nothing of the kind\n")
    run = hovorna("import", "bank-calls", str(source), folder=tmp_path)
    assert run.returncode == 1
    refused = json.loads(run.stdout.splitlines()[-1])["refused"]
    assert refused[0]["line"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "bank-calls", "no-such-file"), "no-such-file"),
        (("session", "404"), "404"),
        (("simulate", "--seed", "1", "--days", "0"), "days"),
        (("simulate", "--seed", "one", "--days", "1"), "seed"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_bad_input_is_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    hovorna("client", "create", "--name", "One", folder=tmp_path)
    run = hovorna(*words, folder=tmp_path)
    assert run.returncode in (1, 2)
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_a_simulation_is_the_same_for_a_seed_in_every_process(tmp_path: Path) -> None:
    words = ("simulate", "--seed", "7", "--days", "1", "--operators", "8", "--json")
    first, second = (last_object(hovorna(*words, folder=tmp_path)) for _ in range(2))
    for wall_clock in ("wall_seconds", "facts_per_second"):
        assert first.pop(wall_clock) > 0
        second.pop(wall_clock)
    assert first == second
    assert first["violations"] == 0
    assert first["offered"] == first["answered"] + first["abandoned"]


def test_commands_on_a_folder_without_a_store_say_so(tmp_path: Path) -> None:
    run = hovorna("check", folder=tmp_path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def test_a_person_is_made_beside_a_running_server(tmp_path: Path) -> None:
    made = last_object(
        hovorna(
            "user", "create", "--user-name", "eva", "--email", "eva@example.com", "--admin", "--json", folder=tmp_path
        )
    )
    with open_embedded(tmp_path / "data") as embedded:
        plain = last_object(hovorna("user", "create", "--user-name", "petr", "--json", folder=tmp_path))
        eva, petr = (embedded.accounts.user(one["user_id"]) for one in (made, plain))
    assert eva is not None
    assert petr is not None
    assert (eva.user_name, eva.email, eva.global_roles) == (
        "eva",
        "eva@example.com",
        frozenset({GlobalRole.COMPANY_ADMIN}),
    )
    assert petr.global_roles == frozenset()


@pytest.mark.parametrize("name", ["EVA", " "])
def test_a_name_that_can_not_be_is_refused(tmp_path: Path, name: str) -> None:
    hovorna("user", "create", "--user-name", "eva", folder=tmp_path)
    refused = hovorna("user", "create", "--user-name", name, folder=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("hovorna: ")


def test_an_operator_can_be_made_and_then_be_given_a_password(tmp_path: Path) -> None:
    made = last_object(hovorna("operator", "create", "--user-name", "eva", "--json", folder=tmp_path))
    command = [sys.executable, "-m", "hovorna", "--data", str(tmp_path / "data"), "user", "password", "eva", "--json"]
    done = subprocess.run(command, input="a long secret\n", capture_output=True, text=True, timeout=60, check=False)
    assert last_object(done)["user_id"] == made["user_id"]
