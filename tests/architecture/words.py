"""Project files work everywhere: they name no folder of one machine and no host that packages were fetched from."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

#: In pieces, so that this file does not contain what it looks for.
_FOLDERS = ("wo" + "rk", "ro" + "ot", "opt/wh" + "eels", "opt/py" + "pi")
_HOSTS = ("py" + "pi.org", "files.python" + "hosted.org", "registry.npm" + "js.org", "registry.yarn" + "pkg.com")

_PATTERN = re.compile(
    # A folder at the start of a path; `net/wo…/` or a web address with such a part is something else.
    r"(?<![\w.~-])/(?:" + "|".join(map(re.escape, _FOLDERS)) + r")(?=/)"
    r"|" + "|".join(map(re.escape, _HOSTS)),
    re.IGNORECASE,
)


def forbidden_words(text: str) -> list[tuple[int, str]]:
    """Line number and word of everything that ties a text to one machine or registry."""
    return [
        (number, match.group())
        for number, line in enumerate(text.splitlines(), start=1)
        for match in _PATTERN.finditer(line)
    ]


def project_files(repository: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file that is in version control or would be added; files of bytes are left out."""
    # The program is git and the arguments are fixed.
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listing.split("\0")):
        path = repository / name
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            yield name, content.decode("utf-8", errors="replace")
