"""Minutes: what both sides may read of a meeting. Private lines, and what was found in them, never come this far."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain import wording
from desktop.domain.agency import Agency
from desktop.domain.job_order import JobOrder
from desktop.domain.letterhead import Headed, letterhead
from desktop.domain.markdown import BlockKind, NoteBlock, blocks
from desktop.domain.meetings import Attendee, Item, ItemKind, Meeting, is_whole_side
from desktop.domain.notes import heading_of, is_private, open_lines, private_lines, shared
from desktop.domain.people import Client
from desktop.domain.roles import Side
from desktop.formats import format_date, format_list, format_time
from desktop.i18n import N_, words

SECTIONS: Final = {
    ItemKind.DECISION: N_("Decisions"),
    ItemKind.ACTION: N_("Actions"),
    ItemKind.QUESTION: N_("Questions"),
}
"""The lists of the minutes, in their order; still to be translated."""
NOTES: Final = N_("Notes")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A decision, an action or a question, as both may read it."""

    kind: ItemKind
    text: str
    owner: str = ""
    side: Side | None = None
    due: date | None = None
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Minutes(Headed):
    """All that the minutes say."""

    job: str = ""
    """Title of the job order that it was about; empty where it was about working together."""
    reference: str = ""
    heading: str
    begins: datetime
    """On the meeting's wall clock, as `ends`."""
    ends: datetime
    zone: str
    place: str = ""
    people: tuple[Attendee, ...] = ()
    points: tuple[Point, ...] = ()
    notes: tuple[NoteBlock, ...] = ()
    """The lines that are no points."""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    left_out: int = 0
    """How many private lines stay in the house: said on the screen, printed nowhere."""

    @property
    def tag(self) -> str:
        """The locale that dates are written in."""
        return f"{self.language}-{self.country}" if self.country and "-" not in self.language else self.language

    def of(self, kind: ItemKind) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.kind == kind)

    def names(self, side: Side) -> tuple[str, ...]:
        return tuple(one.name for one in self.people if one.side == side)


def minutes_of(meeting: Meeting, agency: Agency, client: Client, job: JobOrder | None) -> Minutes:
    """The minutes of `meeting`, in the agency's paper language."""
    begins = meeting.at.astimezone(ZoneInfo(meeting.zone))
    ends = (meeting.at + timedelta(minutes=meeting.minutes)).astimezone(ZoneInfo(meeting.zone))
    return Minutes(
        **letterhead(agency, client),
        job=job.title if job else "",
        reference=job.reference if job else "",
        heading=_heading(meeting, agency.language),
        begins=begins,
        ends=ends,
        zone=meeting.zone,
        place=meeting.place,
        people=meeting.people,
        points=tuple(_points(meeting, {Side.AGENCY: agency.name, Side.CLIENT: client.name})),
        notes=tuple(blocks(_plain_lines(meeting))),
        confirmed_by=meeting.confirmed_by,
        confirmed_on=meeting.confirmed_on,
        left_out=private_lines(meeting.notes),
    )


def stays_private(item: Item, lines: Sequence[str]) -> bool:
    """Whether `item` stays in the house: by its mark, or by the one of the notes' `lines` that it stands in."""
    return item.is_private or any(is_private(line) for line in lines[item.line - 1 : item.line])


def heading(meeting: Meeting, language: str) -> str:
    """What a meeting is called, in `language`."""
    return meeting.title or words(language).gettext(meeting.kind.label)


def _heading(meeting: Meeting, language: str) -> str:
    name = heading(meeting, language)
    return words(language).gettext("Cancelled: {meeting}").format(meeting=name) if meeting.cancelled_at else name


def when(minutes: Minutes) -> str:
    """As in "Tuesday, 3 November 2026, 09:00 to 10:00 (London time)"."""
    return words(minutes.language).gettext("{day}, {begin} to {end} ({place} time)").format(
        day=format_date(minutes.begins.date(), minutes.tag, "full"),
        begin=format_time(minutes.begins.time(), minutes.tag),
        end=format_time(minutes.ends.time(), minutes.tag),
        place=wording.city(minutes.zone),
    )  # fmt: skip


def told(point: Point, minutes: Minutes) -> str:
    """Who does it, by when, and whether it is done: "Priya Nair, by 5 November 2026"; empty where nothing is known."""
    t = words(minutes.language)
    parts = [point.owner] if point.owner else []
    if point.due:
        parts.append(t.gettext("by {date}").format(date=format_date(point.due, minutes.tag)))
    if point.is_closed:
        parts.append(t.gettext("done") if point.kind == ItemKind.ACTION else t.gettext("answered"))
    return format_list(parts, minutes.tag, last_and=False)


def confirmation(minutes: Minutes) -> str:
    """That the client confirmed what was said; empty where nobody did."""
    if minutes.confirmed_on is None:
        return ""
    said = words(minutes.language).gettext("Confirmed by {name} on {date}.")
    return said.format(
        name=minutes.confirmed_by or minutes.client_short, date=format_date(minutes.confirmed_on, minutes.tag)
    )


def as_text(minutes: Minutes) -> str:
    """The minutes as plain text, for an e-mail."""
    t = words(minutes.language)
    about = [minutes.heading, when(minutes), minutes.place]
    about += [
        t.gettext("{label}: {names}").format(label=label, names=format_list(names, minutes.tag, last_and=False))
        for label, names in (
            (minutes.client_short, minutes.names(Side.CLIENT)),
            (minutes.agency_short, minutes.names(Side.AGENCY)),
        )
        if names
    ]
    found = ["\n".join(line for line in about if line)]
    for kind, label in SECTIONS.items():
        lines = [_as_line(point, minutes) for point in minutes.of(kind)]
        if lines:
            found.append("\n".join([t.gettext(label), *lines]))
    if minutes.notes:
        found.append("\n".join([t.gettext(NOTES), *(_as_typed(block) for block in minutes.notes)]))
    return "\n\n".join(part for part in (*found, confirmation(minutes)) if part)


def _as_line(point: Point, minutes: Minutes) -> str:
    more = told(point, minutes)
    return f"- {point.text} ({more})" if more else f"- {point.text}"


def _as_typed(block: NoteBlock) -> str:
    mark = {BlockKind.BULLET: "- ", BlockKind.NUMBER: f"{block.number} "}.get(block.kind, "")
    indent = "" if block.kind == BlockKind.HEADING else "  " * block.level
    before = "\n" if block.apart else ""
    return f"{before}{indent}{mark}{block.text}"


def _points(meeting: Meeting, parties: Mapping[Side, str]) -> Iterator[Point]:
    """Whom the notes call "we" or "they" is named: on paper that depends on who reads it."""
    lines = meeting.notes.split("\n")
    for item in meeting.items:
        text = "" if stays_private(item, lines) else shared(item.text).strip()
        if text:
            yield Point(
                kind=item.kind,
                text=text,
                owner=parties[item.side] if item.side and is_whole_side(item.owner) else item.owner,
                side=item.side,
                due=item.due,
                is_closed=item.closed_at is not None,
            )


def _plain_lines(meeting: Meeting) -> Iterator[str]:
    """The open lines that are no point, without the headings that they leave behind."""
    taken = {item.line for item in meeting.items}
    taken |= _bare_headings(meeting.notes.split("\n"), taken, {topic.casefold() for topic in meeting.agenda})
    return (line for number, line in open_lines(meeting.notes) if number not in taken)


def _bare_headings(lines: Sequence[str], taken: Collection[int], topics: Collection[str]) -> set[int]:
    """The numbers of those under which nothing is left to read: a topic of the agenda, or all of it went elsewhere.

    Any other heading that stands alone is something that somebody wrote.
    """
    levels = [0 if heading_of(line) is None else len(line) - len(line.lstrip("#")) for line in lines]
    bare: set[int] = set()
    for n in reversed([n for n, level in enumerate(levels) if level]):
        end = next((k for k in range(n + 1, len(lines)) if 0 < levels[k] <= levels[n]), len(lines))
        filled = [k for k in range(n + 1, end) if lines[k].strip()]
        left = (not is_private(lines[k]) and k + 1 not in taken and k + 1 not in bare for k in filled)
        if not any(left) and (filled or (heading_of(lines[n]) or "").casefold() in topics):
            bare.add(n + 1)
    return bare
