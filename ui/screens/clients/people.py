"""With whom: the people of a client on a map, when they are involved, and who mentors us. Private."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.partnership import Mentoring
from desktop.domain.relationship import ClientPage, KnownPerson, by_influence
from desktop.domain.roles import INVOLVED_ON_OCCASION
from desktop.errors import UserError
from desktop.formats import format_day, format_list
from desktop.i18n import _, ngettext
from ui.commands import Command
from ui.messages import messages_of
from ui.screens.clients.mentor_sheet import MentorSheet
from ui.screens.clients.people_map import PeopleMap, Place
from ui.screens.clients.source import Source, Ways
from ui.screens.clients.tab import ClientTab
from ui.theme import ElidedLabel, theme
from ui.widgets.buttons import Button
from ui.widgets.due_words import short_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap


class PeopleTab(ClientTab):
    """Enter opens a person's form, M says what a mentor taught us."""

    def __init__(self, source: Source, ways: Ways, add_person: Callable[[], object]) -> None:
        super().__init__(source)
        self._people: dict[UUID, KnownPerson] = {}
        self.map = PeopleMap()
        self.map.opened.connect(ways.person)
        self.map.current_changed.connect(self._tell)
        self.mentor_button = Button(_("Mentor…"), "handshake", "M")
        self.mentor_button.clicked.connect(self.mentor)
        self._add = Button(_("Add person"), "plus", primary=True)
        self._add.clicked.connect(lambda _checked: add_person())
        self._nobody = EmptyState(
            "users",
            _("Who decides, and who is asked?"),
            _("The people of this client stand here by role and influence, with when each was last informed."),
            (self._add,),
        )
        self._keys = ElidedLabel("", "small")
        self._keys.setText(_("{enter}  details     M  mentor").format(enter=_("Enter")))
        self.told = _Told()
        parts = (Wrap(self.mentor_button), self._nobody, self.map, self.told, self._keys)
        self.stack(*parts, grows=(self._nobody, self.map))

    @property
    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count."""
        words, icon = _("Mentor: what we asked and learned"), "handshake"
        mentor = Command("mentor", words, self.mentor, ("M",), icon, _("Clients"), lambda: bool(self._people))
        return [(mentor, self.map)]

    def show_page(self, page: ClientPage) -> None:
        today = page.now.astimezone().date()
        self._people = {one.person.id: one for one in page.people}
        self.map.show_people(
            {
                role: {influence: [_place(one, today) for one in people] for influence, people in cells.items()}
                for role, cells in by_influence(page.people).items()
            }
        )
        for part in (self.map, self.mentor_button, self.told, self._keys):
            part.setVisible(bool(page.people))
        self._nobody.setVisible(not page.people)
        self._tell(self.map.current_id())

    def panes(self) -> list[QWidget]:
        return [self.map, self.mentor_button] if self._people else [self._add]

    def mentor(self) -> None:
        """What we asked the current person and learned; or that they are no mentor any more."""
        one = self._current()
        if one is None:
            return
        kept = one.mentoring or Mentoring(person_id=one.person.id)
        MentorSheet(self, one.person.name, kept, self._keep, self._end if one.mentoring else None).open()

    def _current(self) -> KnownPerson | None:
        id = self.map.current_id()
        return self._people.get(id) if id else None

    def _tell(self, _id: UUID | None) -> None:
        self.told.show_person(self._current())

    def _keep(self, mentoring: Mentoring) -> None:
        app = self.app
        app.partnership.save_mentoring(mentoring)
        name = self._people[mentoring.person_id].person.name
        messages_of(self).done(_("Noted: {name} mentors us").format(name=name), undo_just(self, app.undo))

    def _end(self, person_id: UUID) -> None:
        app, name = self.app, self._people[person_id].person.name
        try:
            app.partnership.remove_mentoring(person_id)
        except UserError as error:
            messages_of(self).error(error)
        else:
            messages_of(self).done(_("{name} is no mentor any more").format(name=name), undo_just(self, app.undo))


class _Told(QFrame):
    """Who the current person is, and what a mentor was asked and taught us, each on one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.who, self.asked, self.learned = ElidedLabel(), ElidedLabel("", "text2"), ElidedLabel("", "text2")
        look, column = theme(), QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        column.setSpacing(look.px(3))
        for line in (self.who, self.asked, self.learned):
            column.addWidget(line)

    def show_person(self, one: KnownPerson | None) -> None:
        """Nothing where nobody is current."""
        kept = one.mentoring if one else None
        asked, learned = (_in_a_line(kept.asked), _in_a_line(kept.learned)) if kept else ("", "")
        for line, words in (
            (self.who, _about(one) if one else ""),
            (self.asked, _("We asked: {what}").format(what=asked) if asked else ""),
            (self.learned, _("We learned: {what}").format(what=learned) if learned else ""),
        ):
            line.setText(words)
            line.setVisible(bool(words))


def _place(one: KnownPerson, today: date) -> Place:
    person = one.person
    name = _("{name} · mentors us").format(name=person.name) if one.mentoring else person.name
    if one.informed_at is None:
        return Place(person.id, name, _involved(one), _("Not met yet"), "soon")
    day = short_day(one.informed_at.astimezone().date(), today)
    return Place(person.id, name, _involved(one), _("Informed {day}").format(day=day))


def _involved(one: KnownPerson) -> str:
    """When and how, of finance, legal and procurement; of the others in how many job orders."""
    occasions = [
        _("{when}: {how}").format(when=part.when, how=part.how) if part.when and part.how else part.when or part.how
        for part in one.parts
        if part.role in INVOLVED_ON_OCCASION and (part.when or part.how)
    ]
    return _joined(occasions) or _counted(one)


def _about(one: KnownPerson) -> str:
    person, kept = one.person, one.mentoring
    parts = [person.name, person.title or _(person.role.label), _counted(one)]
    if kept:
        last = format_day(kept.last_on) if kept.last_on else ""
        parts.append(_("mentors us, last on {day}").format(day=last) if last else _("mentors us"))
    return _joined(parts)


def _counted(one: KnownPerson) -> str:
    count = sum(part.job_orders for part in one.parts)
    return ngettext("in {n} job order", "in {n} job orders", count).format(n=count) if count else ""


def _joined(parts: list[str]) -> str:
    return format_list([part for part in parts if part], last_and=False)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
