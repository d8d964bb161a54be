"""One mapping for every aggregate: a row's columns have the names of its value's fields."""

from collections.abc import Callable, Container, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from functools import cache, cached_property
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import Select, Table, Update, Uuid, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from desktop.domain.agency import Agency
from desktop.domain.agreement import Agreement, SignOff
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.process import Process, ProcessTemplate
from desktop.domain.promises import Promise
from desktop.domain.steps import Step
from desktop.domain.tracking import Candidate, CheckIn, Pause, Tracking
from desktop.errors import ChangedElsewhereError, NotFoundError
from desktop.storage.rows import (
    AgencyRow,
    AgreementRow,
    Base,
    ClientRow,
    InvolvementRow,
    JobOrderRow,
    PersonRow,
    ProcessRow,
    SignOffRow,
    StepRow,
    TemplateRow,
)
from desktop.storage.tracking_rows import CandidateRow, CheckInRow, PauseRow, PromiseRow, TrackingRow


class Value(Protocol):
    """A frozen dataclass with a revision: 0 before it was first saved, then counted up with each change."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def revision(self) -> int: ...


V = TypeVar("V", bound=Value)
MOST_REMEMBERED = 256  # values of a kind


@dataclass(frozen=True)
class Part:
    """A tuple of values kept in rows of their own. `key` tells them apart, `ordered` keeps their place."""

    value: type[Any]
    row: type[Base]
    key: str = "id"
    ordered: bool = False


@dataclass(frozen=True)
class Aggregate(Generic[V]):
    """Saves and loads values of one kind. `extras` gives columns worked out from the value.

    `first` gives a new value its revision: where one key comes and goes, one that was never there before, so that what
    another window still holds of the one before never overwrites it.
    """

    value: type[V]
    row: type[Base]
    key: str = "id"
    parts: Mapping[str, Part] = field(default_factory=dict)
    extras: Callable[[V], dict[str, object]] = lambda _: {}
    first: Callable[[], int] = lambda: 1

    def find(self, session: Session, id: UUID) -> V | None:
        """The value, or None."""
        row = session.get(self.row, id)
        if row is None:
            return None
        session.info.setdefault("held", set()).add(row)  # a session forgets what nobody holds, and asks again
        return self.of(row)

    def get(self, session: Session, id: UUID) -> V:
        """The value. Raises NotFoundError."""
        found = self.find(session, id)
        if found is None:
            raise NotFoundError
        return found

    def known(self, session: Session, id: UUID, revision: int | None = None) -> V:
        """As `get`, from memory while the revision is the same. Not after the transaction wrote such a value.

        For values that are shown again and again, and never come back under an old revision as something else.
        The revision is asked for where the caller has not just read it. Raises NotFoundError.
        """
        revision = revision or session.connection().scalar(self._revision, {"id": id})
        if revision is None:
            raise NotFoundError
        found = self._memo(session.info["memo"]).get(id)
        if found is None or found.revision != revision:
            found = self.get(session, id)
            self.remember(session.info["memo"], found)
        return found

    def remember(self, memo: dict[Any, Any], value: V) -> None:
        """Have `known` give `value`, which the database holds: once the transaction that wrote it is committed."""
        of_kind = self._memo(memo)
        if len(of_kind) >= MOST_REMEMBERED:
            of_kind.clear()
        of_kind[getattr(value, self.key)] = value

    def _memo(self, memo: dict[Any, Any]) -> dict[UUID, V]:
        found: dict[UUID, V] = memo.setdefault(self.value, {})
        return found

    @cached_property
    def _revision(self) -> Select[Any]:
        table = self.row.__table__
        return select(table.c.revision).where(table.c[self.key] == bindparam("id", type_=Uuid()))

    def of(self, row: Base) -> V:
        """The value that `row` holds."""
        return self.value(
            **{
                f.name: tuple(_of(self.parts[f.name].value, part) for part in getattr(row, f.name))
                if f.name in self.parts
                else getattr(row, f.name)
                for f in fields(self.value)
            }
        )

    def save(self, session: Session, value: V) -> V:
        """Write what differs; equal values write nothing. Gives back the value with its new revision.

        Raises ChangedElsewhereError where the database holds another revision, NotFoundError where it was removed.
        """
        row = session.get(self.row, getattr(value, self.key))
        if row is None:
            if value.revision:
                raise NotFoundError
            row = self.new_row(value)
            session.add(row)
            session.flush()
            return replace(value, revision=row.revision)  # type: ignore[attr-defined] # every aggregate's row has one
        if row.revision != value.revision:  # type: ignore[attr-defined]
            raise ChangedElsewhereError
        if self._fill(row, value) or session.is_modified(row):
            row.revision = value.revision + 1  # type: ignore[attr-defined]
            session.flush()
        return replace(value, revision=row.revision)  # type: ignore[attr-defined]

    def change(self, session: Session, before: V, after: V) -> V:
        """As `save`, where the value that the database holds is known: compares with that, and loads no rows.

        For aggregates of many parts, of which a change touches few; without `extras` and places, which it leaves as
        they are. Raises ChangedElsewhereError.
        """
        if not before.revision:
            return self.save(session, after)
        if replace(after, revision=before.revision) == before:
            return before
        saved = replace(after, revision=before.revision + 1)
        id = getattr(before, self.key)
        _write_changed(session, self, id, before, saved)
        session.info["touched"].add((self.row.topic, id))
        if (stale := session.identity_map.get(identity_key(self.row, id))) is not None:
            session.expire(stale)
        return saved

    def new_row(self, value: V) -> Base:
        """The row of a new value, for `session.add`: many of them are written together at the next flush.

        One that was removed comes back with the revision that follows its last one.
        """
        row = self.row(revision=value.revision + 1 if value.revision else self.first())
        self._fill(row, value)
        return row

    def _fill(self, row: Base, value: V) -> bool:
        """Bring `row` in line with `value`; whether a row of one of its parts changed."""
        _assign(row, value, skip={*self.parts, "revision"})
        for name, extra in self.extras(value).items():
            setattr(row, name, extra)
        changed = [_sync(row, name, part, getattr(value, name)) for name, part in self.parts.items()]
        return any(changed)

    def remove(self, session: Session, id: UUID) -> None:
        """Delete it. Raises NotFoundError."""
        row = session.get(self.row, id)
        if row is None:
            raise NotFoundError
        session.delete(row)
        session.flush()


def _of(kind: type[Any], row: Base) -> Any:
    return kind(**{f.name: getattr(row, f.name) for f in fields(kind)})


def _assign(row: Base, value: Any, skip: set[str]) -> None:
    for f in fields(value):
        if f.name not in skip:
            setattr(row, f.name, getattr(value, f.name))


def _sync(row: Base, name: str, part: Part, values: tuple[Any, ...]) -> bool:
    """Bring the rows of a part in line with `values`; whether anything changed."""
    rows: list[Base] = getattr(row, name)
    known = {getattr(r, part.key): r for r in rows}
    changed = False
    kept = []
    for place, value in enumerate(values, 1):
        child = known.pop(getattr(value, part.key), None) or part.row()
        kept.append(child)
        moved = part.ordered and getattr(child, "place", None) != place
        if child in rows and not moved and _of(part.value, child) == value:
            continue  # comparing costs less than setting all columns again and asking what that changed
        changed = True
        _assign(child, value, set())
        if part.ordered:
            child.place = place  # type: ignore[attr-defined]
    for child in known.values():
        rows.remove(child)
    rows.extend(child for child in kept if child not in rows)
    return changed or bool(known)


def _write_changed(session: Session, kind: Aggregate[V], id: UUID, before: V, after: V) -> None:
    """What differs, by plain statements."""
    connection, there = session.connection(), {"known": id, "seen": before.revision}
    own = _columns(kind.row, after, skip=kind.parts)
    if not connection.execute(_update(kind.row, kind.key, "revision"), there | own).rowcount:
        raise ChangedElsewhereError
    for name, part in kind.parts.items():
        table = _table(part.row)
        old = {getattr(value, part.key): value for value in getattr(before, name)}
        new = {getattr(value, part.key): value for value in getattr(after, name)}
        changed = [{"known": key} | _columns(part.row, v) for key, v in new.items() if key in old and old[key] != v]
        added = [{part.row.belongs_to: id} | _columns(part.row, v) for key, v in new.items() if key not in old]
        if gone := old.keys() - new.keys():
            connection.execute(delete(table).where(table.c[part.key].in_(gone)))
        if changed:
            connection.execute(_update(part.row, part.key), changed)
        if added:
            connection.execute(insert(table), added)


@cache
def _update(row: type[Base], key: str, revision: str = "") -> Update:
    """Sets what it is given where `key` is `known` and, where there is one, the revision `seen`. Made once."""
    table = _table(row)
    query = update(table).where(table.c[key] == bindparam("known"))
    return query.where(table.c[revision] == bindparam("seen")) if revision else query


def _table(row: type[Base]) -> Table:
    return cast("Table", row.__table__)  # declared wider than it is


def _columns(row: type[Base], value: Any, skip: Container[str] = ()) -> dict[str, object]:
    """The fields of `value` by the names of their columns."""
    columns = row.__mapper__.columns
    return {columns[f.name].name: getattr(value, f.name) for f in fields(value) if f.name not in skip}


def folded(*texts: str) -> str:
    """Text as it is searched: case folded."""
    return " ".join(texts).casefold()


AGENCIES = Aggregate(Agency, AgencyRow)
CLIENTS = Aggregate(Client, ClientRow, extras=lambda c: {"folded": folded(c.name, c.legal_name)})
PEOPLE = Aggregate(Person, PersonRow, extras=lambda p: {"folded": folded(p.name, p.email)})
JOB_ORDERS = Aggregate(
    JobOrder,
    JobOrderRow,
    parts={"involved": Part(Involvement, InvolvementRow, key="role")},
    extras=lambda j: {"folded": folded(j.title)},
)
PROCESSES = Aggregate(Process, ProcessRow, key="job_order_id", parts={"steps": Part(Step, StepRow, ordered=True)})
TEMPLATES = Aggregate(ProcessTemplate, TemplateRow)
AGREEMENTS = Aggregate(
    Agreement,
    AgreementRow,
    parts={"sign_offs": Part(SignOff, SignOffRow)},
    extras=lambda a: {"fingerprint": a.content.fingerprint if a.content else ""},
)
TRACKINGS = Aggregate(
    Tracking,
    TrackingRow,
    key="job_order_id",
    parts={
        "candidates": Part(Candidate, CandidateRow),
        "promises": Part(Promise, PromiseRow),
        "pauses": Part(Pause, PauseRow),
        "check_ins": Part(CheckIn, CheckInRow),
    },
)
