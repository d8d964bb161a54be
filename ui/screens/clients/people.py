"""With whom: the people of a client on a map and in a list, when they are involved, and who mentors us. Private."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.partnership import Mentoring
from desktop.domain.people import Influence
from desktop.domain.relationship import KnownPerson, by_influence
from desktop.domain.roles import INVOLVED_ON_OCCASION
from desktop.errors import NotFoundError, UserError
from desktop.formats import format_list
from desktop.i18n import _, ngettext
from ui.commands import Command
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients.mentor_sheet import MentorSheet
from ui.screens.clients.people_map import HEADS, PeopleMap
from ui.screens.clients.source import Source, Ways
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button
from ui.widgets.due_words import short_day
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Column, Wrap

_ROOM = 560  # pixels, for text of normal size, that the map needs


class PeopleTab(Screen):
    """Enter opens a person's form, M says what a mentor taught us."""

    def __init__(self, source: Source, ways: Ways) -> None:
        super().__init__()
        self._source, self._ways = source, ways
        self._id: UUID | None = None
        self._people: dict[UUID, KnownPerson] = {}
        self.map = PeopleMap()
        self.map.chosen.connect(self._choose)
        self.list = TwoLineList(_("People: role, when involved, last informed"), wide=True)
        self.list.opened.connect(ways.person)
        self.list.current_changed.connect(self.map.mark)
        self.mentor_button = Button(_("Mentor…"), "handshake", "M")
        self.mentor_button.clicked.connect(self.mentor)
        self._nobody = label(_("Nobody is named yet. Add the people of this client under Details."), "muted", wrap=True)
        self._keys = ElidedLabel("", "small")
        self._keys.setText(_("{enter}  details     M  mentor").format(enter=_("Enter")))
        self._area = Column(self.map, _("Map of role and influence"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(Wrap(self.mentor_button))
        column.addWidget(self._nobody)
        column.addWidget(self._area, stretch=1)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self._keys)

    @property
    def commands(self) -> list[Command]:
        """For the list, where a letter alone counts."""
        words, icon = _("Mentor: what we asked and learned"), "handshake"
        return [Command("mentor", words, self.mentor, ("M",), icon, _("Clients"), lambda: bool(self._people))]

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            QTimer.singleShot(0, self.list, self.list.stay_near)

    def refresh(self) -> None:
        if self._id is None:
            return
        try:
            page = self._source.page(self._id)
        except NotFoundError:
            return
        self._people = {one.person.id: one for one in page.people}
        self.map.show_people(by_influence(page.people))
        today = page.now.astimezone().date()
        self.list.set_rows([_row(one, today) for one in page.people])
        for part in (self.list, self.mentor_button):
            part.setVisible(bool(page.people))
        self._arrange()
        self._nobody.setVisible(not page.people)
        self.list.stay_near()
        self.map.mark(self.list.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """A map that has no room would have to be scrolled both ways: the list says the same."""
        self._area.setVisible(bool(self._people) and self.width() >= theme().px(_ROOM))

    def panes(self) -> list[QWidget]:
        return [self.list, self.mentor_button]

    def mentor(self) -> None:
        """What we asked the current person and learned; or that they are no mentor any more."""
        one = self._people.get(self.list.current_id())
        if one is None:
            return
        kept = one.mentoring or Mentoring(person_id=one.person.id)
        MentorSheet(self, one.person.name, kept, self._keep, self._end if one.mentoring else None).open()

    def _keep(self, mentoring: Mentoring) -> None:
        app = self._source.app
        app.partnership.save_mentoring(mentoring)
        name = self._people[mentoring.person_id].person.name
        messages_of(self).done(_("Noted: {name} mentors us").format(name=name), undo_just(self, app.undo))

    def _end(self, person_id: UUID) -> None:
        app, name = self._source.app, self._people[person_id].person.name
        try:
            app.partnership.remove_mentoring(person_id)
        except UserError as error:
            messages_of(self).error(error)
        else:
            messages_of(self).done(_("{name} is no mentor any more").format(name=name), undo_just(self, app.undo))

    def _choose(self, person_id: UUID) -> None:
        self.list.select(person_id)
        self.list.setFocus()


_KNOWN_INFLUENCE = (Influence.GREAT, Influence.SOME)


def _row(one: KnownPerson, today: date) -> Row:
    person = one.person
    about = [_(person.role.label), *_on_occasion(one), person.title, _counted(one)]
    if one.mentoring:
        about.append(_("mentors us"))
    day = short_day(one.informed_at.astimezone().date(), today) if one.informed_at else ""
    return Row(
        person.id,
        person.name,
        _joined(about),
        who=_(HEADS[person.influence]) if person.influence in _KNOWN_INFLUENCE else "",
        status=_("Informed {day}").format(day=day) if day else _("Not met yet"),
        tone="" if one.informed_at else "soon",
    )


def _on_occasion(one: KnownPerson) -> list[str]:
    """When and how finance, legal and procurement are involved."""
    return [
        _("{when}: {how}").format(when=part.when, how=part.how) if part.when and part.how else part.when or part.how
        for part in one.parts
        if part.role in INVOLVED_ON_OCCASION and (part.when or part.how)
    ]


def _counted(one: KnownPerson) -> str:
    count = sum(part.job_orders for part in one.parts)
    return ngettext("in {n} job order", "in {n} job orders", count).format(n=count) if count else ""


def _joined(parts: list[str]) -> str:
    return format_list([part for part in parts if part], last_and=False)
