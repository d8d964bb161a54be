"""Why a client needs care: reasons in words, most pressing first, and never a bare score."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from desktop.domain.health import JobOrderHealth, OverdueAction, ReasonKind, in_short, reasons

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
JOB, MEETING = UUID(int=1), UUID(int=2)


def job_order(**known: object) -> JobOrderHealth:
    return JobOrderHealth(job_order_id=JOB, title="Accountant", **known)  # type: ignore[arg-type]


def test_nothing_to_say_is_all_well() -> None:
    found = reasons([job_order(quiet_from=NOW + timedelta(days=1), ours=4, theirs=3)], [], NOW)
    assert found == ()
    assert in_short(found) == "All well"


def test_the_head_counts_late_promises_and_days_of_quiet() -> None:
    late = job_order(
        late_ours=1, late_theirs=1, quiet_from=NOW - timedelta(days=2), last_check_in=NOW - timedelta(days=9)
    )
    found = reasons([late], [], NOW)
    assert in_short(found) == "Needs care: 2 late promises, 9 days quiet"
    assert [r.words for r in found] == [
        "Accountant: 2 late promises (1 ours)",
        "Accountant: quiet for 9 days (you agreed weekly)",
    ]


def test_the_most_pressing_kind_is_first_and_each_leads_somewhere() -> None:
    overdue = OverdueAction(
        meeting_id=MEETING, line=3, job_order_id=None, text="Name the panel", due=date(2026, 11, 16)
    )
    found = reasons([job_order(is_unsigned=True, theirs=2), job_order(late_theirs=1)], [overdue], NOW)
    assert [r.kind for r in found] == [ReasonKind.LATE, ReasonKind.ACTIONS, ReasonKind.PULSE, ReasonKind.UNSIGNED]
    assert found[1].words == "“Name the panel” is 1 day overdue"
    assert (found[1].meeting_id, found[1].line) == (MEETING, 3)
    assert all(r.job_order_id == JOB or r.meeting_id for r in found)
    assert in_short(found) == "Needs care: 1 late promise, 1 overdue action, 1 poor check-in, 1 agreement unsigned"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"theirs": 2, "ours": 1}, "Accountant: the client gives it 2 of 5, and we 1"),
        ({"theirs": 2, "ours": 4}, "Accountant: the client gives it 2 of 5"),
        ({"theirs": 4, "ours": 1}, "Accountant: we give it 1 of 5"),
        ({"quiet_from": NOW - timedelta(hours=1)}, "Accountant: no check-in yet"),
        (
            {"quiet_from": NOW - timedelta(days=1), "last_check_in": NOW - timedelta(days=15)},
            "Accountant: quiet for 15 days (you agreed every 2 weeks)",
        ),
        ({"unsigned_version": 2}, "Accountant: version 2 is agreed, and not signed yet"),
        ({"is_unsigned": True}, "Accountant: the search is open without a signed agreement"),
    ],
)
def test_a_reason_says_what_it_stands_on(known: dict[str, object], words: str) -> None:
    assert [r.words for r in reasons([job_order(**known)], [], NOW)] == [words]
