"""What is built from this checkout carries everything that the engine needs when it runs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hovorna import __version__

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "hovorna"


@pytest.mark.real
def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    wheel = tmp_path / f"hovorna-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "hovorna/py.typed" in wanted
    assert wanted - packed == set()
    assert f"hovorna-{__version__}.dist-info/licenses/LICENSE" in packed
