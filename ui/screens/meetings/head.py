"""The compact head of a meeting: when, where, how long, who; saved as one leaves each field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from desktop.domain.meetings import Attendee, Meeting, MeetingKind
from desktop.domain.people import Person
from desktop.domain.roles import Side
from desktop.errors import InvalidInputError
from desktop.formats import format_weekday, format_weekday_moment
from desktop.i18n import _, ngettext
from ui.form import Form
from ui.hours import parse_time, show_time
from ui.widgets.inputs import LineEdit

Known = Callable[[], Sequence[Attendee]]


@dataclass(frozen=True)
class Head:
    """What the form shows of a meeting, on the wall clock that it was agreed on."""

    title: str
    day: date | None
    time: time
    minutes: int
    place: str
    people: tuple[Attendee, ...]
    teacher: Side | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "Head":
        """The head of `meeting`."""
        here = meeting.at.astimezone(ZoneInfo(meeting.zone))
        return cls(
            title=meeting.title,
            day=here.date(),
            time=here.time().replace(second=0, microsecond=0),
            minutes=meeting.minutes,
            place=meeting.place,
            people=meeting.people,
            teacher=meeting.teacher,
        )

    def put_on(self, meeting: Meeting) -> Meeting:
        """`meeting` with this head; to the second where day and time stay. Raises InvalidInputError."""
        if self.day is None:
            raise InvalidInputError({"day": _("Please give the day.")})
        before, at = Head.of(meeting), meeting.at
        if (self.day, self.time) != (before.day, before.time):
            at = datetime.combine(self.day, self.time, ZoneInfo(meeting.zone)).astimezone(UTC)
        said = {name: getattr(self, name) for name in ("title", "minutes", "place", "people", "teacher")}
        return replace(meeting, at=at, **said)


def head_form(head: Head, save: Callable[[Head], Head], known: Known) -> Form:
    """The form of `head`. `known` are those whose names are recognised; others are taken for the client's."""
    form = Form(head, save)
    form.add(
        form.date("day", _("Day")),
        form.line("time", _("Time"), show=show_time, parse=parse_time),
        form.number("minutes", _("Minutes")),
    )
    form.add(form.line("title", _("Title")), form.line("place", _("Where, or a link")))
    people = form.line("people", _("Who takes part"), show=show_people, parse=lambda text: parse_people(text, known()))
    told = _("Names with a comma between them; a first name is enough. Who is not known is taken for the client's.")
    people.editor.setToolTip(told)
    sides = ((Side.AGENCY, _("The agency")), (Side.CLIENT, _("The client")), (None, _("Nobody yet")))
    form.add(people, form.choice("teacher", _("Who teaches"), sides))
    return form


def suit(form: Form, meeting: Meeting) -> None:
    """Let the form of the head speak of this kind of meeting."""
    title = form.field("title").editor
    if isinstance(title, LineEdit):
        title.setPlaceholderText(_(meeting.kind.label))
    form.field("teacher").setVisible(meeting.kind == MeetingKind.LEARNING)


def head_words(meeting: Meeting) -> str:
    """Whether it is cancelled or confirmed, and which side teaches; when, how long, where and who, in a line."""
    teaches = {Side.AGENCY: _("We teach"), Side.CLIENT: _("The client teaches")}
    parts = (
        _("Cancelled") if meeting.cancelled_at else "",
        confirmed_words(meeting),
        teaches[meeting.teacher] if meeting.teacher else "",
        format_weekday_moment(meeting.at, meeting.zone),
        ngettext("{n} minute", "{n} minutes", meeting.minutes).format(n=meeting.minutes),
        meeting.place,
        show_people(meeting.people),
    )
    return " · ".join(part for part in parts if part)


def confirmed_words(meeting: Meeting) -> str:
    """Who of the client confirmed what was said, and when; empty for nobody."""
    if meeting.confirmed_on is None:
        return ""
    day = format_weekday(meeting.confirmed_on)
    return _("Confirmed by {name} {day}").format(name=meeting.confirmed_by or _("the client"), day=day)


def show_people(people: Sequence[Attendee]) -> str:
    """Their names, with commas."""
    return ", ".join(one.name for one in people)


def parse_people(text: str, known: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """Who is named: by the whole name, or by a part of it that only one has. Who is not known is of the client.

    Of two with one name each is meant once; one who is named twice takes part once.
    """
    left, found = list(known), list[Attendee]()
    for name in (part.strip() for part in text.replace(";", ",").split(",")):
        if not name:
            continue
        who = _meant(name, left)
        if who is None and any(one.name.casefold() == name.casefold() for one in found):
            continue
        if who is not None:
            left.remove(who)
        found.append(who or Attendee(name=name, side=Side.CLIENT))
    return tuple(found)


def _meant(name: str, among: Sequence[Attendee]) -> Attendee | None:
    whole = [one for one in among if one.name.casefold() == name.casefold()]
    words = set(name.casefold().split())
    in_part = [one for one in among if words <= set(one.name.casefold().split())]
    if whole:
        return whole[0]
    return in_part[0] if len(in_part) == 1 else None


def attendee(person: Person) -> Attendee:
    """Somebody we keep, as one who takes part."""
    return Attendee(name=person.name, side=person.role.side, role=person.role, email=person.email, person_id=person.id)
