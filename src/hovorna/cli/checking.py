"""`hovorna check`: the laws and every stored view, over the whole store."""

from typing import Annotated

from cyclopts import Parameter

from hovorna.bootstrap.checking import check_store
from hovorna.cli.context import Context, print_json


def check(*, json: bool = False, context: Annotated[Context, Parameter(parse=False)]) -> None:
    """Verify the laws of sessions and every stored view by replaying the log; exit 1 on any violation.

    Parameters
    ----------
    json
        Print one JSON object on one line.
    """
    report = check_store(context.data)
    if json:
        print_json(report)
    else:
        for name, count in report.counts.items():
            print(f"{name}: {count}")
        for violation in report.violations:
            print(violation.line)
        print("no violation" if not report.violations else f"{len(report.violations)} violations")
    if report.violations:
        raise SystemExit(1)
