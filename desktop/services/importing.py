"""Job orders from another system's export, with their clients and people. The same file twice changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.history import Deed
from desktop.domain.job_order import Involvement
from desktop.domain.people import Client, Person
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.i18n import _, ngettext
from desktop.services.base import Context, who
from desktop.services.clients import our_hours
from desktop.storage import queries
from desktop.storage.records import AGREEMENTS, CLIENTS, JOB_ORDERS, PEOPLE, PROCESSES, folded
from desktop.storage.rows import Base, ClientRow, EventRow, JobOrderRow, PersonRow

if TYPE_CHECKING:
    from desktop.exchange.job_order_row import ImportedJobOrder
    from desktop.exchange.job_orders_csv import ImportFile, RowProblem

Progress = Callable[[int, int], None]
"""Called with how many rows are done, of how many."""


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import did, or with `dry_run` would do."""

    file: "ImportFile"
    dry_run: bool
    new: int
    known: int
    """Imported before, and left as they are."""
    new_clients: int
    new_people: int

    @property
    def problems(self) -> "tuple[RowProblem, ...]":
        """The rows that could not be read, with line and reason."""
        return self.file.problems

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in words."""
        if self.dry_run:
            new = ngettext("{n} job order would be imported.", "{n} job orders would be imported.", self.new)
        else:
            new = ngettext("{n} job order imported.", "{n} job orders imported.", self.new)
        known = ngettext("{n} was imported before and stays.", "{n} were imported before and stay.", self.known)
        clients = ngettext("{n} new client.", "{n} new clients.", self.new_clients)
        people = ngettext("{n} new person.", "{n} new people.", self.new_people)
        bad = ngettext("{n} row could not be read.", "{n} rows could not be read.", len(self.problems))
        counts = (self.new, self.known, self.new_clients, self.new_people, len(self.problems))
        sentences = zip((new, known, clients, people, bad), counts, strict=True)
        read = _("Read as {system}, {encoding}.").format(
            system=self.file.system, encoding=self.file.encoding.removesuffix("-sig").upper()
        )
        return (read, *(sentence.format(n=n) for place, (sentence, n) in enumerate(sentences) if n or not place))


class Importing:
    """Import from spreadsheets."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(self, path: Path, *, dry_run: bool = False, progress: Progress = lambda _done, _of: None) -> ImportReport:
        """Import all rows that can be read, in one transaction; the others are in the report.

        Raises UnreadableFileError where the file can't be read at all, and whatever `progress` raises: then nothing was
        imported.
        """
        from desktop.exchange.job_orders_csv import read_job_orders  # what it imports is for imports alone

        file = read_job_orders(path)
        # A dry run goes the same way and is not committed: what it says is what would happen.
        with self._context.store.read() if dry_run else self._context.store.write() as s:
            run = _Run(s, self._context)
            before = len(run.clients), len(run.people)
            known = 0
            for done, row in enumerate(file.job_orders):
                if run.is_known(row):
                    known += 1
                else:
                    run.add(row, file.name)
                if done % 100 == 0:
                    progress(done, len(file.job_orders))
            if not dry_run:
                run.write()
        return ImportReport(
            file=file,
            dry_run=dry_run,
            new=len(file.job_orders) - known,
            known=known,
            new_clients=len(run.clients) - before[0],
            new_people=len(run.people) - before[1],
        )


@dataclass
class _Run:
    """What is in the database, as far as an import has to know it; grows as rows are added."""

    session: Session
    context: Context
    clients: dict[str, UUID] = field(default_factory=dict)
    people: dict[tuple[str, str], UUID] = field(default_factory=dict)
    """By client (folded name; empty for our own) and folded name."""

    def __post_init__(self) -> None:
        s = self.session
        self._known = set(s.scalars(select(JobOrderRow.imported_from).where(JobOrderRow.imported_from.is_not(None))))
        self._number = queries.next_number(s)
        self._who, self._at, self._hours = who(s), self.context.clock(), our_hours(s)
        self._clients: list[Base] = []
        self._people: list[Base] = []
        self._jobs: list[Base] = []
        self._of_jobs: list[Base] = []
        for id, name in s.execute(select(ClientRow.id, ClientRow.name)):
            self.clients.setdefault(folded(name), id)
        people = select(PersonRow.id, PersonRow.name, ClientRow.name).outerjoin(ClientRow)
        for id, name, client in s.execute(people):
            self.people.setdefault((folded(client or ""), folded(name)), id)

    def is_known(self, row: "ImportedJobOrder") -> bool:
        return row.job_order.imported_from in self._known

    def add(self, row: "ImportedJobOrder", source: str) -> None:
        """Keep one row. Rows go to the database together, at the end: one by one they would take ten times as long."""
        client_id = self._client(row)
        named = [(Role.CLIENT_HR, self._contact(row, client_id)), (Role.RECRUITER, self._recruiter(row))]
        involved = tuple(Involvement(role=role, person_id=id) for role, id in named if id)
        job = replace(
            row.for_client(client_id),
            number=self._number,
            involved=involved,
            received_on=row.job_order.received_on or self.context.today(),
        )
        self._number += 1
        self._known.add(job.imported_from)
        new = JOB_ORDERS.new_row(job)
        new.touched_at, new.version_number, new.version_state = self._at, 1, AgreementState.DRAFT  # type: ignore[attr-defined]
        event = EventRow(job_order_id=job.id, at=self._at, who=self._who, deed=Deed.JOB_ORDER_IMPORTED)
        event.id, event.facts = job.id, (("source", source),)
        agreement = AGREEMENTS.new_row(Agreement(id=job.id, job_order_id=job.id))
        self._jobs.append(new)
        self._of_jobs += [PROCESSES.new_row(Process(job_order_id=job.id)), agreement, event]

    def write(self) -> None:
        """Send all new rows to the database, each kind after those it refers to."""
        for rows in (self._clients, self._people, self._jobs, self._of_jobs):
            self.session.add_all(rows)
            self.session.flush()

    def _client(self, row: "ImportedJobOrder") -> UUID:
        key = folded(row.client)
        if key not in self.clients:
            client = Client(name=row.client, hours=self._hours)
            self._clients.append(CLIENTS.new_row(client))
            self.clients[key] = client.id
        return self.clients[key]

    def _contact(self, row: "ImportedJobOrder", client_id: UUID) -> UUID | None:
        if not row.contact:
            return None
        return self._person(
            _contact_key(row),
            Person(
                client_id=client_id,
                name=row.contact,
                role=Role.CLIENT_HR,
                email=row.contact_email,
                phone=row.contact_phone,
            ),
        )

    def _recruiter(self, row: "ImportedJobOrder") -> UUID | None:
        if not row.recruiter:
            return None
        return self._person(
            ("", folded(row.recruiter)), Person(client_id=None, name=row.recruiter, role=Role.RECRUITER)
        )

    def _person(self, key: tuple[str, str], person: Person) -> UUID:
        if key not in self.people:
            self._people.append(PEOPLE.new_row(person))
            self.people[key] = person.id
        return self.people[key]


def _contact_key(row: "ImportedJobOrder") -> tuple[str, str]:
    return folded(row.client), folded(row.contact)
