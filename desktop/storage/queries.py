"""Lists, straight from Core queries as light values. SQL sorts, filters and counts. Today has its own file."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from desktop.domain.agreement import AgreementState, Content
from desktop.domain.job_order import JobState
from desktop.domain.lines import ClientLine, Hit, HitKind, JobOrderLine, JobOrderSort
from desktop.domain.people import Person
from desktop.domain.process import ProcessTemplate
from desktop.errors import NotFoundError
from desktop.storage.records import PEOPLE, TEMPLATES, folded
from desktop.storage.rows import AgreementRow, ClientRow, InvolvementRow, JobOrderRow, PersonRow, TemplateRow
from desktop.storage.today import LINE
from desktop.storage.today import job_order_line as line_of

_LONGEST = 500
"""Characters that are looked for: SQLite takes neither a thousand words nor one of 50,000 characters."""

CLOSED = [state for state in JobState if state.is_closed]

_JOBS, _CLIENTS = JobOrderRow.__table__, ClientRow.__table__
_TABLES = {"j": _JOBS, "c": _CLIENTS}
_COLUMNS = [_TABLES[table].c[name] for table, name in (column.split(".") for column in LINE)]
_LINE: Select[Any] = select(*_COLUMNS).join_from(_JOBS, _CLIENTS, _CLIENTS.c.id == _JOBS.c.client_id)
"""The columns of a line, asked of the tables themselves: the ORM's own loading would double the time of a page."""
_ONE_LINE = _LINE.where(_JOBS.c.id == bindparam("id"))
_NAME = select(PersonRow.name).where(PersonRow.id == bindparam("id"))
_VERSIONS = (
    select(AgreementRow.id, AgreementRow.revision)
    .where(AgreementRow.job_order_id == bindparam("id"))
    .order_by(AgreementRow.number.desc())
)
_NEWEST = _VERSIONS.where(AgreementRow.state != AgreementState.WITHDRAWN).limit(1)
"""Made once: to put them together takes as long as to ask, and they are asked whenever a job order is opened."""


def job_order_numbers(
    session: Session,
    *,
    words: str = "",
    state: JobState | None = None,
    client_id: UUID | None = None,
    sort: JobOrderSort = JobOrderSort.NEWEST,
) -> list[int]:
    """The numbers of the job orders that match, sorted: what a list of 100,000 holds in memory."""
    query = select(JobOrderRow.number)
    if words.strip() or sort == JobOrderSort.CLIENT:
        query = query.join(ClientRow, ClientRow.id == JobOrderRow.client_id)
    for word in _wanted(words):
        like = _like(word)
        matches: list[ColumnElement[bool]] = [
            JobOrderRow.folded.like(like, escape="\\"),
            ClientRow.folded.like(like, escape="\\"),
        ]
        digits = word.removeprefix("jo-").lstrip("0")
        if digits.isdecimal() and len(digits) < 10:
            matches.append(JobOrderRow.number == int(digits))
        query = query.where(or_(*matches))
    if state is not None:
        query = query.where(JobOrderRow.state == state)
    if client_id is not None:
        query = query.where(JobOrderRow.client_id == client_id)
    newest = JobOrderRow.number.desc()
    match sort:
        case JobOrderSort.NEWEST:
            query = query.order_by(newest)
        case JobOrderSort.TITLE:
            query = query.order_by(JobOrderRow.folded, newest)
        case JobOrderSort.CLIENT:
            query = query.order_by(ClientRow.folded, newest)
        case JobOrderSort.STATE:
            query = query.order_by(JobOrderRow.state, newest)
    return list(session.connection().execute(query).scalars())  # past the ORM: 100,000 numbers in two thirds


def job_order_lines(session: Session, numbers: Sequence[int]) -> list[JobOrderLine]:
    """The lines of `numbers`, in their order; removed ones are left out."""
    rows = session.connection().execute(_LINE.where(_JOBS.c.number.in_(numbers))).all()
    found = {row[1]: line_of(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def newest_job_order_lines(session: Session, client_id: UUID, most: int) -> list[JobOrderLine]:
    """The newest of a client."""
    query = _LINE.where(_JOBS.c.client_id == client_id).order_by(_JOBS.c.number.desc()).limit(most)
    return [line_of(row) for row in session.connection().execute(query)]


def job_order_line(session: Session, id: UUID) -> JobOrderLine | None:
    row = session.connection().execute(_ONE_LINE, {"id": id}).first()
    return None if row is None else line_of(row)


def next_number(session: Session) -> int:
    """One more than the highest number ever given; the write transaction keeps it ours."""
    return (session.scalar(select(func.max(JobOrderRow.number))) or 0) + 1


def client_lines(session: Session, words: str = "") -> list[ClientLine]:
    """All clients that match, by name."""
    jobs = (
        select(
            JobOrderRow.client_id,
            func.count().label("all"),
            func.sum(case((JobOrderRow.state.in_(CLOSED), 0), else_=1)).label("open"),
        )
        .group_by(JobOrderRow.client_id)
        .subquery()
    )
    people = select(PersonRow.client_id, func.count().label("n")).group_by(PersonRow.client_id).subquery()
    query = (
        select(
            ClientRow.id,
            ClientRow.name,
            ClientRow.country,
            func.coalesce(jobs.c.all, 0),
            func.coalesce(jobs.c.open, 0),
            func.coalesce(people.c.n, 0),
        )
        .outerjoin(jobs, jobs.c.client_id == ClientRow.id)
        .outerjoin(people, people.c.client_id == ClientRow.id)
        .where(*(ClientRow.folded.like(_like(word), escape="\\") for word in _wanted(words)))
        .order_by(ClientRow.folded)
    )
    return [ClientLine(*row) for row in session.execute(query)]


def people(session: Session, client_id: UUID | None) -> list[Person]:
    """The people of a client, or of the agency (None), by name."""
    query = select(PersonRow).where(PersonRow.client_id == client_id).order_by(PersonRow.folded)
    return [PEOPLE.of(row) for row in session.scalars(query)]


def name_of(session: Session, id: UUID) -> str:
    """The name of a person; empty where there is none."""
    return session.connection().scalar(_NAME, {"id": id}) or ""


def uses_of_person(session: Session, id: UUID) -> list[int]:
    """The numbers of the job orders that name this person or deputy."""
    query = (
        select(JobOrderRow.number)
        .join(InvolvementRow, InvolvementRow.job_order_id == JobOrderRow.id)
        .where(or_(InvolvementRow.person_id == id, InvolvementRow.deputy_id == id))
        .distinct()
    )
    return list(session.scalars(query))


def templates(session: Session) -> list[ProcessTemplate]:
    """All templates, in no order."""
    return [TEMPLATES.of(row) for row in session.scalars(select(TemplateRow))]


def agreement_ids(session: Session, job_order_id: UUID) -> list[UUID]:
    """All versions of a job order's agreement, newest first."""
    return list(session.connection().scalars(_VERSIONS, {"id": job_order_id}))


def newest_agreement(session: Session, job_order_id: UUID) -> tuple[UUID, int]:
    """The id and the revision of the newest version that was not withdrawn. Raises NotFoundError: no such job order."""
    row = session.connection().execute(_NEWEST, {"id": job_order_id}).first()
    if row is None:
        raise NotFoundError
    return row.id, row.revision


def signed_contents(session: Session, job_order_ids: Collection[UUID]) -> dict[UUID, Content]:
    """What the version in force says, of each of these job orders that has one."""
    query = select(AgreementRow.job_order_id, AgreementRow.content).where(AgreementRow.state == AgreementState.SIGNED)
    found = session.execute(query.where(AgreementRow.job_order_id.in_(job_order_ids))) if job_order_ids else ()
    return {id: content for id, content in found if content is not None}


def find(session: Session, words: str, most: int) -> list[Hit]:
    """Job orders, clients and people that hold every word, at most `most` of each."""
    numbers = job_order_numbers(session, words=words)[:most]
    hits = [
        Hit(HitKind.JOB_ORDER, line.id, line.title, f"{line.reference} · {line.client}")
        for line in job_order_lines(session, numbers)
    ]
    likes = [_like(word) for word in _wanted(words)]
    clients = select(ClientRow.id, ClientRow.name, ClientRow.legal_name).order_by(ClientRow.folded).limit(most)
    for id, name, legal in session.execute(clients.where(*(ClientRow.folded.like(x, escape="\\") for x in likes))):
        hits.append(Hit(HitKind.CLIENT, id, name, legal, id))
    persons = (
        select(PersonRow.id, PersonRow.name, PersonRow.title, ClientRow.name, PersonRow.client_id)
        .outerjoin(ClientRow, ClientRow.id == PersonRow.client_id)
        .where(*(PersonRow.folded.like(x, escape="\\") for x in likes))
        .order_by(PersonRow.folded)
        .limit(most)
    )
    for id, name, title, client, client_id in session.execute(persons):
        detail = " · ".join(part for part in (title, client) if part)
        hits.append(Hit(HitKind.PERSON, id, name, detail, client_id))
    return hits


def _wanted(words: str) -> list[str]:
    """What is looked for, word by word; of a whole page, pasted by mistake, its beginning."""
    return folded(words[:_LONGEST]).split()


def _like(word: str) -> str:
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
