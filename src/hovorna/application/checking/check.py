"""Checks a whole store: the log against its laws, and every stored view against a replay of the log."""

from collections import Counter
from datetime import datetime

from hovorna.application.accounts import Accounts, Department
from hovorna.application.checking.blob_pass import BlobPass
from hovorna.application.checking.log_pass import LogPass
from hovorna.application.checking.report import CheckReport, Findings
from hovorna.application.checking.session_pass import BlobUse, SessionPass
from hovorna.application.ports import Blobs, StoredViews
from hovorna.domain.laws.violation import Law


async def check(stored: StoredViews, accounts: Accounts, blobs: Blobs, now: datetime) -> CheckReport:
    """Memory grows with open sessions and the numbers of contacts and blobs, not with the log."""
    findings = Findings()
    uses: dict[str, BlobUse] = {}
    with stored.steady():
        highest = _highest_of(accounts)
        for department in accounts.departments():
            # The union of counters takes the higher number of each kind.
            highest |= _check_department(stored, department, findings, now, uses)
        _compare_sequences(stored.sequences(), highest, findings)
        pending = stored.pending_blob_deletions()
    await BlobPass(blobs, uses, pending, findings).run(now)
    return findings.report()


def _check_department(
    stored: StoredViews, department: Department, findings: Findings, now: datetime, uses: dict[str, BlobUse]
) -> Counter[str]:
    """The highest numbers that the department's log has used."""
    findings.department_id = department.id
    findings.counts["departments"] += 1
    log = LogPass(stored, department.id, findings).run()
    uses.update(SessionPass(stored, department, log, findings, now).run())
    findings.department_id = None
    return log.highest


def _highest_of(accounts: Accounts) -> Counter[str]:
    companies = accounts.companies()
    return Counter(
        {
            "company": max((one.id for one in companies), default=0),
            "department": max((one.id for one in accounts.departments()), default=0),
            "user": max((user.id for one in companies for user in accounts.users(one.id)), default=0),
        }
    )


def _compare_sequences(sequences: dict[str, int], highest: Counter[str], findings: Findings) -> None:
    """A number that was used must never be given again. Kinds that are numbered elsewhere have no sequence."""
    for kind, number in sorted(highest.items()):
        following = sequences.get(kind, 1 if kind == "session" else None)
        if following is not None and following <= number:
            sentence = f"The next {kind} would be {following}, but {number} is used already."
            findings.add(Law.SEQUENCES, sentence)
