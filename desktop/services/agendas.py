"""Agendas as templates: what each kind of meeting goes through, edited, and brought back as it came."""

from sqlalchemy.orm import Session

from desktop.domain.agendas import Agenda, starting_agenda
from desktop.domain.meetings import MeetingKind
from desktop.domain.text import tidied
from desktop.i18n import _
from desktop.services.base import Context, checked, remember
from desktop.storage.meeting_records import AGENDAS
from desktop.storage.meeting_rows import AgendaRow


class Agendas:
    """One agenda for each kind of meeting. Changing one changes no meeting that was begun."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Agenda]:
        """In the order of the kinds."""
        with self._context.store.read() as s:
            return [agenda_of(s, kind) for kind in MeetingKind]

    def get(self, kind: MeetingKind) -> Agenda:
        """What this kind of meeting goes through."""
        with self._context.store.read() as s:
            return agenda_of(s, kind)

    def save(self, agenda: Agenda) -> Agenda:
        """Keep an edited agenda. Raises InvalidInputError, ChangedElsewhereError."""
        agenda = tidied(agenda)
        checked(agenda.problems())
        with self._context.store.write() as s:
            row = s.get(AgendaRow, agenda.kind)
            before = AGENDAS.of(row) if row else None
            saved = AGENDAS.save(s, agenda)
        self._remember(before, saved)
        return saved

    def start_over(self, kind: MeetingKind) -> Agenda:
        """Back to the topics that ship with the program; nothing where they are those."""
        with self._context.store.write() as s:
            row = s.get(AgendaRow, kind)
            before = AGENDAS.of(row) if row else None
            if row is not None:
                s.delete(row)
                s.flush()
        self._remember(before, None)
        return starting_agenda(kind)

    def _remember(self, before: Agenda | None, after: Agenda | None) -> None:
        known = before or after
        if known is not None:
            remember(self._context, AGENDAS, _("agenda of {kind}").format(kind=_(known.kind.label)), before, after)


def agenda_of(s: Session, kind: MeetingKind) -> Agenda:
    """As it was edited, or as it ships."""
    row = s.get(AgendaRow, kind)
    return AGENDAS.of(row) if row else starting_agenda(kind)
