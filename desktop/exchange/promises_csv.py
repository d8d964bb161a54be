"""Promises as a table for spreadsheets: CSV in UTF-8 with a mark, dates in ISO 8601, nothing that acts as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Final

from desktop.domain import wording
from desktop.domain.measures import MeasuredPromise
from desktop.domain.promises import PromiseState
from desktop.domain.roles import Side
from desktop.i18n import N_, _, screen

_HEADINGS: Final = (
    N_("Job order"),
    N_("Title"),
    N_("Client"),
    N_("Version"),
    N_("Step"),
    N_("Name of the step"),
    N_("Candidate"),
    N_("Side"),
    N_("Does it"),
    N_("Within"),
    N_("Counted from"),
    N_("Due"),
    N_("State"),
    N_("Done"),
    N_("Promised, hours"),
    N_("Taken, hours"),
)
_SIDES: Final = {Side.AGENCY: N_("agency"), Side.CLIENT: N_("client"), None: N_("both")}
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, in wide letters too."""
_WIDE: Final = str.maketrans("＝＋－＠", "=+-@")


def promises_csv(
    promises: Iterable[MeasuredPromise], candidates: Mapping[str, str], now: datetime, zone: tzinfo
) -> bytes:
    """One row for each promise, under a heading in the screen's language; `candidates` has their references by key.

    Times are told on the clock of `zone`, as on the check-in page, with what it is away from Greenwich.
    Hours are working hours of the side that holds the ball, pauses left out; plain hours for limits in calendar days
    and weeks. Reasons, notes and names of people are not in it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_(heading) for heading in _HEADINGS])
    for promise in promises:
        writer.writerow([_defused(cell) for cell in _cells(promise, candidates, now, zone)])
    return out.getvalue().encode("utf-8-sig")


def _cells(promise: MeasuredPromise, candidates: Mapping[str, str], now: datetime, zone: tzinfo) -> tuple[str, ...]:
    job, side = promise.job_order, promise.side
    late_now = promise.state == PromiseState.RUNNING and promise.decided_at(now) is not None
    state = PromiseState.LATE if late_now else promise.state
    return (
        job.reference,
        job.title,
        job.client,
        str(promise.version),
        str(promise.place),
        promise.title,
        candidates.get(promise.candidate_key or "", ""),
        _(_SIDES[side]),
        ", ".join(_(role.label) for role in promise.does),
        wording.within(promise.within, screen()),
        _iso(promise.counted_at, zone),
        _iso(promise.due_at, zone),
        _(state.label),
        _iso(promise.done_at, zone),
        _hours(promise.promised),
        _hours(promise.taken),
    )


def _iso(at: datetime | None, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="minutes") if at else ""


def _hours(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds / 3600:.2f}"


def _defused(cell: str) -> str:
    """`cell`, told to be text where a spreadsheet would reckon with it."""
    return f"'{cell}" if cell.lstrip(" \0").translate(_WIDE).startswith(_ACTS) else cell
