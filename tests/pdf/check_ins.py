"""Check-in pages, plain and extreme, worked out from rows as the service does."""

from dataclasses import replace
from datetime import date, timedelta

from desktop.domain.agency import PaperSize
from desktop.domain.check_in_page import CheckInPage, Miss, Running, Talk
from desktop.domain.limits import Unit, Within
from desktop.domain.measures import MeasuredPause, MeasuredPromise
from desktop.domain.measuring import Period, Rows, measured
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.reminder import Rung
from desktop.domain.roles import Role, Side
from tests.domain.measured_rows import DAY, JOB, LONDON, NOW, late, promise, running


def page(promises: list[MeasuredPromise], pauses: list[MeasuredPause] | None = None, **changes: object) -> CheckInPage:
    kept = measured(Rows(promises, [], pauses or [], [JOB]), Period(LONDON, date(2026, 9, 1), date(2026, 11, 20)), NOW)
    plain = CheckInPage(
        language="en",
        country="GB",
        paper=PaperSize.A4,
        agency="Harbour Recruitment Ltd",
        agency_short="Harbour",
        client="Northwind Foods Ltd",
        client_short="Northwind",
        dated=date(2026, 11, 20),
        zone="Europe/London",
        kept=kept,
        misses=tuple(_miss(p) for p in kept.late),
        running=tuple(_running(p) for p in promises if p.state == PromiseState.RUNNING),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names what it changes


def _miss(p: MeasuredPromise) -> Miss:
    return Miss(
        side=p.side,
        step=p.title,
        reference=p.job_order.reference,
        due_at=p.due_at,
        seconds_late=(p.taken or 5 * DAY) - p.promised,
        hours_a_day=8.5,
        is_open=p.state == PromiseState.RUNNING,
    )


def _running(p: MeasuredPromise) -> Running:
    return Running(side=p.side, step=p.title, reference=p.job_order.reference, due_at=p.due_at, is_late=p.due_at < NOW)


def plain() -> CheckInPage:
    """Both sides with hits and misses, enough of some steps for a median, and something running."""
    return page(
        [
            *(promise(n, "Feedback on every CV", Side.CLIENT, days=0.5 + n / 4) for n in range(1, 6)),
            late(6, "Feedback on every CV", Side.CLIENT, 4.5),
            late(7, "Shortlist of 3 to 5", Side.AGENCY),
            promise(8, "Shortlist of 3 to 5", Side.AGENCY),
            promise(9, "Offer approval", Side.CLIENT, state=PromiseState.EXCUSED),
            promise(10, "Check-in", Side.AGENCY, limit=Within(1, Unit.WEEKS_APART), pattern=Pattern.RHYTHM),
            running(11, "Interview slots", Side.CLIENT),
            running(12, "Reference checks", Side.AGENCY, NOW - timedelta(days=6)),
        ],
        talks=(
            Talk(
                reference="JO-0142",
                rung=Rung(
                    side=Side.CLIENT,
                    missed=("Feedback on every CV", "Interview slots"),
                    agency=Role.RECRUITER,
                    client=Role.CLIENT_HR,
                    within_days=1,
                ),
                agency_name="Tom Ellis",
                client_name="Priya Nair",
            ),
        ),
    )


def crowded(title: str = "Step number {n} with a name that takes some room on the page") -> CheckInPage:
    """More of everything than a page holds."""
    most = 90
    sides = (Side.AGENCY, Side.CLIENT, None)
    return page(
        [
            *(promise(n, title.format(n=n), sides[n % 3], days=0.3 + n % 7) for n in range(1, most)),
            *(late(n + most, title.format(n=n), sides[n % 3], 3.0 + n % 5) for n in range(1, most)),
            *(running(n + 2 * most, title.format(n=n), sides[n % 3]) for n in range(1, most)),
        ]
    )
