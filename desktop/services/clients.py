"""Clients and people of both sides."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.calendars import USUAL_HOURS, USUAL_WEEK, OfficeHours
from desktop.domain.lines import ClientLine
from desktop.domain.people import Client, Person
from desktop.domain.text import tidied
from desktop.errors import NotReadyError
from desktop.i18n import _, ngettext
from desktop.services.base import Context, checked, remember
from desktop.services.places import place_problems
from desktop.storage import queries
from desktop.storage.records import CLIENTS, PEOPLE
from desktop.storage.rows import AgencyRow, JobOrderRow


class Clients:
    """Clients, their people, and our own (client None)."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lines(self, words: str = "") -> list[ClientLine]:
        """The clients whose name holds every word, by name."""
        with self._context.store.read() as s:
            return queries.client_lines(s, words)

    def get(self, id: UUID) -> Client:
        """Raises NotFoundError."""
        with self._context.store.read() as s:
            return CLIENTS.get(s, id)

    def save(self, client: Client) -> Client:
        """Keep a new or edited client. A new one without hours of its own works as we do.

        Raises InvalidInputError, ChangedElsewhereError.
        """
        client = tidied(client)
        checked(client.problems())
        with self._context.store.write() as s:
            before = CLIENTS.find(s, client.id)
            if before is None or (client.country, client.region) != (before.country, before.region):
                checked(place_problems(client.country, client.region))
            if before is None and client.hours == USUAL_HOURS:
                client = replace(client, hours=our_hours(s))
            saved = CLIENTS.save(s, client)
        label = _("client {name}").format(name=saved.name)
        remember(self._context, CLIENTS, label, before, saved, _removable_client)
        return saved

    def remove(self, id: UUID) -> None:
        """Remove a client that nothing hangs on. Raises NotReadyError that says what does."""
        with self._context.store.write() as s:
            before = _removable_client(s, id)
            CLIENTS.remove(s, id)
        label = _("removing client {name}").format(name=before.name)
        remember(self._context, CLIENTS, label, before, None, _removable_client)

    def people(self, client_id: UUID | None) -> list[Person]:
        """The people of a client, or our own (None), by name."""
        with self._context.store.read() as s:
            return queries.people(s, client_id)

    def person(self, id: UUID) -> Person:
        """Raises NotFoundError."""
        with self._context.store.read() as s:
            return PEOPLE.get(s, id)

    def save_person(self, person: Person) -> Person:
        """Keep a new or edited person. Raises InvalidInputError, ChangedElsewhereError."""
        person = tidied(person)
        checked(person.problems())
        with self._context.store.write() as s:
            before = PEOPLE.find(s, person.id)
            saved = PEOPLE.save(s, person)
        label = _("person {name}").format(name=saved.name)
        remember(self._context, PEOPLE, label, before, saved, _removable_person)
        return saved

    def remove_person(self, id: UUID) -> None:
        """Remove a person no job order names. Raises NotReadyError that says which do."""
        with self._context.store.write() as s:
            before = _removable_person(s, id)
            PEOPLE.remove(s, id)
        label = _("removing {name}").format(name=before.name)
        remember(self._context, PEOPLE, label, before, None, _removable_person)


def our_hours(s: Session) -> OfficeHours:
    """The agency's hours, which a new client starts with."""
    week = s.scalar(select(AgencyRow.week).limit(1)) or USUAL_WEEK
    return OfficeHours(days=week.days, opens=week.opens, closes=week.closes, exceptions=week.exceptions)


def _removable_client(s: Session, id: UUID) -> Client:
    """The client, if nothing hangs on it. Raises NotReadyError that says what does."""
    client = CLIENTS.get(s, id)
    if count := s.scalar(select(func.count()).where(JobOrderRow.client_id == id)):
        raise NotReadyError(
            ngettext(
                "{client} has {n} job order and stays for its sake.",
                "{client} has {n} job orders and stays for their sake.",
                count,
            ).format(client=client.name, n=count)
        )
    if queries.people(s, id):
        raise NotReadyError(_("Please remove the people of {client} first.").format(client=client.name))
    return client


def _removable_person(s: Session, id: UUID) -> Person:
    """The person, if no job order names them and they do not work here. Raises NotReadyError."""
    person = PEOPLE.get(s, id)
    if used := queries.uses_of_person(s, id):
        raise NotReadyError(
            ngettext(
                "{name} is named in {n} job order. Please name somebody else there first.",
                "{name} is named in {n} job orders. Please name somebody else there first.",
                len(used),
            ).format(name=person.name, n=len(used))
        )
    if s.scalar(select(AgencyRow.me).limit(1)) == id:
        raise NotReadyError(_("This is you. Say in Settings who works here before removing this person."))
    return person
