"""Promises kept: the figures, the page for a check-in, and what is due."""

from collections.abc import Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from desktop.domain.check_in_page import CheckInPage
from desktop.domain.due_lines import DueAction, DueLine
from desktop.domain.grade import Grade, grade
from desktop.domain.letterhead import letterhead
from desktop.domain.lines import ClientLine
from desktop.domain.measures import MeasuredPromise, PromisesKept
from desktop.domain.measuring import Period, Rows, decided, measured
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.roles import Side
from desktop.domain.today import midnight_after
from desktop.errors import NotFoundError
from desktop.formats import format_list
from desktop.i18n import _
from desktop.services.agencies import agency_of
from desktop.services.base import Context
from desktop.services.files import save
from desktop.services.partnership import newest_market_notes
from desktop.services.report_rows import Clocks, due_line, miss, running, talks
from desktop.services.versions import signed_version, versions
from desktop.storage.measured import candidate_references, rows
from desktop.storage.queries import client_lines
from desktop.storage.records import CLIENTS, JOB_ORDERS
from desktop.storage.today import actions_until

_MOST_NAMED: Final = 5
CHECK_IN_DAYS: Final = 90
"""How far a check-in page looks back where nothing else is asked for."""


class Reports:
    """What was promised and what was delivered, over many job orders. Nothing is changed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def promises_kept(
        self,
        client_id: UUID | None = None,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> PromisesKept:
        """How promises were kept, from `first` to `last` on the agency's clock (None: without a limit).

        Reads tens of thousands of rows where no client is named: ask in a worker.
        """
        now = self._context.clock()
        with self._context.store.read() as s:
            period = Period(ZoneInfo(agency_of(s).week.time_zone), first, last)
            found = _rows(s, client_id, job_order_id, period)
        return measured(found, period, now)

    def client_named(self, words: str) -> ClientLine:
        """The client of that name, or the only one whose name holds `words`; letter case is no difference.

        Raises NotFoundError that names the clients it might be.
        """
        with self._context.store.read() as s:
            everyone, fitting = client_lines(s), client_lines(s, words)
        wanted = words.strip().casefold()
        exact = [client for client in everyone if client.name.casefold() == wanted]
        found = exact or (sorted(fitting, key=lambda client: client.name.casefold()) if wanted else [])
        if len(found) == 1:
            return found[0]
        if found:
            names = format_list([f"“{client.name}”" for client in found[:_MOST_NAMED]], last_and=False)
            raise NotFoundError(_("Several clients fit: {names}. Please give more of the name.").format(names=names))
        near = get_close_matches(wanted, [client.name.casefold() for client in everyone], n=3, cutoff=0.5)
        names = format_list([f"“{c.name}”" for n in near for c in everyone if c.name.casefold() == n], last_and=False)
        if not names:
            raise NotFoundError(_("There is no client called “{name}”.").format(name=words))
        raise NotFoundError(
            _("There is no client called “{name}”. Perhaps you mean {names}?").format(name=words, names=names)
        )

    def check_in_page(
        self,
        client_id: UUID,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> CheckInPage:
        """What the page says; without `first` of the last 90 days. Raises NotFoundError, NotReadyError."""
        now = self._context.clock()
        with self._context.store.read() as s:
            agency, client = agency_of(s), CLIENTS.get(s, client_id)
            zone = ZoneInfo(agency.week.time_zone)
            today = now.astimezone(zone).date()
            last = last or today
            period = Period(zone, first or last - timedelta(days=CHECK_IN_DAYS - 1), last)
            found = rows(s, client_id=client_id, job_order_id=job_order_id)  # the talks look back further
            names = candidate_references(s, client_id=client_id, job_order_id=job_order_id)
            kept = measured(found, period, now)
            clocks, open_ = Clocks(s, kept.late, now), _open(found)
            job = JOB_ORDERS.get(s, job_order_id) if job_order_id else None
            return CheckInPage(
                **letterhead(agency, client),
                job=job.title if job else "",
                reference=job.reference if job else "",
                jobs=() if job else _told((*kept.late, *open_)),
                dated=today,
                zone=agency.week.time_zone,
                kept=kept,
                misses=tuple(miss(p, clocks, names) for p in kept.late),
                running=tuple(running(p, names, now) for p in open_),
                talks=talks(s, found, now),
                market=tuple(newest_market_notes(s, client_id, until=last)),
            )

    def pdf(
        self,
        client_id: UUID,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> bytes:
        """The check-in page as a PDF."""
        from desktop.pdf.check_in import render_check_in  # reportlab takes 140 ms to import

        return render_check_in(self.check_in_page(client_id, job_order_id, first, last))

    def save_pdf(
        self,
        file: Path,
        client_id: UUID,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.pdf(client_id, job_order_id, first, last))

    def csv(
        self,
        client_id: UUID | None = None,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> bytes:
        """The promises that were decided in this time, and those that run, as a table."""
        from desktop.exchange.promises_csv import promises_csv  # loaded late: few ask for it

        now = self._context.clock()
        with self._context.store.read() as s:
            period = Period(ZoneInfo(agency_of(s).week.time_zone), first, last)
            found = _rows(s, client_id, job_order_id, period)
            names = candidate_references(s, client_id=client_id, job_order_id=job_order_id)
        wanted = {p.key for p, _at in decided(found.promises, period, now)} | {p.key for p in _open(found)}
        table = [p for p in found.promises if p.key in wanted]
        table.sort(key=lambda p: (p.job_order.number, p.place, p.counted_at, p.key))
        return promises_csv(table, names, now, period.zone)

    def save_csv(
        self,
        file: Path,
        client_id: UUID | None = None,
        job_order_id: UUID | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.csv(client_id, job_order_id, first, last))

    def due(self, days: int = 0) -> list[DueLine]:
        """What is late, and what is due today or in the next `days` days, the longest due first. Paused ones wait.

        The same as Today lists: days are this computer's, and a missed check-in is told as quiet for too long.
        """
        now = self._context.clock()
        with self._context.store.read() as s:
            end = midnight_after(now + timedelta(days=days))
            found = [
                p
                for p in _open(rows(s, open_only=True))
                if p.paused_since is None and p.due_at < end and p.pattern != Pattern.RHYTHM
            ]
            names = candidate_references(s, client_id=None, job_order_id=None)
            clocks = Clocks(s, (p for p in found if now > p.due_at), now)
            return [due_line(p, clocks, names, now) for p in found]

    def actions_due(self, days: int = 0) -> list[DueAction]:
        """Actions and questions of meetings that are late, or due today or in the next `days` days."""
        today = self._context.clock().astimezone().date()
        with self._context.store.read() as s:
            lines = actions_until(today + timedelta(days=days), s.connection().exec_driver_sql)
        return [DueAction(line, line.due, max(0, (today - line.due).days)) for line in lines if line.due]

    def grade(self, job_order_id: UUID) -> Grade:
        """How ready a job order is to be filled. Private. Raises NotFoundError."""
        with self._context.store.read() as s:
            job = JOB_ORDERS.get(s, job_order_id)
            is_signed = signed_version(s, job_order_id) is not None
            newest = next((a for a in versions(s, job_order_id) if a.content), None)
            waiting = {role.side for role in newest.missing()} if newest else {Side.CLIENT}
        return grade(job, is_signed=is_signed, client_signed=Side.CLIENT not in waiting)


def _rows(s: Session, client_id: UUID | None, job_order_id: UUID | None, period: Period) -> Rows:
    since = period.start if period.first else None
    return rows(s, client_id=client_id, job_order_id=job_order_id, since=since)


def _told(promises: Iterable[MeasuredPromise]) -> tuple[tuple[str, str], ...]:
    """References and titles of their job orders."""
    return tuple((job.reference, job.title) for job in sorted({p.job_order for p in promises}, key=lambda j: j.number))


def _open(found: Rows) -> list[MeasuredPromise]:
    running = [p for p in found.promises if p.state == PromiseState.RUNNING]
    return sorted(running, key=lambda p: (p.due_at, p.job_order.number, p.place, p.key))
