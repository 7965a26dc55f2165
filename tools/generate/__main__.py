"""Writes what is derived from the code; with `--check` only says what is stale, and exits with 1."""

import sys

from tools.generate import DERIVED_FILES


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: python -m tools.generate [--check]", file=sys.stderr)
        return 2
    stale = [file for file in DERIVED_FILES if not file.is_fresh()]
    if arguments:
        for file in stale:
            print(f"{file.path} is stale: run `make generate`")
        return 1 if stale else 0
    for file in stale:
        file.write()
        print(f"{file.path} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
