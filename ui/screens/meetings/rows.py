"""What a meeting leaves behind, its agenda and the steps of the process, as rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop.domain.meetings import Item, ItemKind, Meeting, MeetingLine
from desktop.domain.notes import heading_of, is_private, without_mark
from desktop.domain.partnership import MarketNote
from desktop.domain.process import Process
from desktop.formats import format_date, format_weekday
from desktop.i18n import _, ngettext
from desktop.services.meetings import OpenItem
from ui.screens.meetings.editor import LOOKS
from ui.widgets.due_words import day_words, short_day, without_due
from ui.widgets.side_mark import SIDE_WORDS, side_name
from ui.widgets.step_words import who_words, within_words
from ui.widgets.two_line_list import Heading, Row


class ItemId(NamedTuple):
    """Which item of which meeting."""

    meeting_id: UUID
    item_id: UUID


def meeting_row(line: MeetingLine, today: date, *, with_job_order: bool) -> Row:
    """A meeting in the list; of a client's, it says which job order it is about."""
    day = line.at.astimezone(ZoneInfo(line.zone)).date()
    far = abs((day - today).days) > 200
    row = Row(
        line.id,
        line.heading,
        format_date(day, style="medium") if far else format_weekday(day),
        side=side_name({line.teacher}) if line.teacher else "",
    )
    if with_job_order:
        row = replace(row, subtitle=line.job_title or _("Working together"), when=short_day(day, today))
    if line.cancelled_at:
        return replace(row, status=_("Cancelled"))
    count = ngettext("{n} open", "{n} open", line.open_count).format(n=line.open_count) if line.open_count else ""
    return replace(row, status=count, tone="soon" if count else "")


def item_rows(meeting: Meeting, carried: Sequence[OpenItem], today: date) -> list[Row | Heading]:
    """What earlier meetings left open, then the decisions, actions and open questions of this one."""
    rows: list[Row | Heading] = []
    if carried:
        rows.append(Heading(_("Carried over"), len(carried), "soon"))
        rows += [_row(one.meeting_id, one.item, today, since=one.at.date()) for one in carried]
    names = (
        (ItemKind.DECISION, _("Decisions")),
        (ItemKind.ACTION, _("Actions")),
        (ItemKind.QUESTION, _("Open questions")),
    )
    for kind, words in names:
        items = [item for item in meeting.items if item.kind == kind]
        if items:
            rows.append(Heading(words, len(items)))
            rows += [_row(meeting.id, item, today) for item in items]
    return rows


def _row(meeting_id: UUID, item: Item, today: date, since: date | None = None) -> Row:
    status, tone, icon = _status(item, today)
    parts = (
        _("Private") if item.is_private else "",
        item.owner or (_(SIDE_WORDS[side_name({item.side})]) if item.side else ""),
        _("since {date}").format(date=short_day(since, today)) if since else "",
    )
    return Row(
        ItemId(meeting_id, item.id),
        without_due(item.text, item.due, today),
        " · ".join(part for part in parts if part) or _(item.kind.label),
        side=side_name({item.side}) if item.side else "",
        status=status,
        tone=tone,
        icon=icon,
    )


def _status(item: Item, today: date) -> tuple[str, str, str]:
    if item.kind == ItemKind.DECISION:
        return (item.outcome, "ok", "check") if item.outcome else ("", "", LOOKS[item.kind][0])
    if not item.is_open:
        return _("Answered") if item.kind == ItemKind.QUESTION else _("Done"), "ok", "check"
    if item.due is None:
        return _("Open"), "", LOOKS[item.kind][0]
    if item.due < today:
        return _("Late since {when}").format(when=short_day(item.due, today)), "late", "circle-alert"
    if item.due == today:
        return _("Due today"), "soon", "clock"
    return _("Due {day}").format(day=day_words(item.due, today)), "", "clock"


def item_words(item: Item, today: date) -> tuple[str, str]:
    """All that is known of an item: what it says, and a line about it."""
    kind, status = _(item.kind.label), _status(item, today)[0]
    about = (kind, _("private") if item.is_private else "", item.owner, status)
    text = without_due(item.text, item.due, today)
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    if item.outcome and item.outcome != status:
        text = f"{text}\n{item.outcome}"
    return text, " · ".join(part for part in about if part)


LONGEST_SHOWN = 400
"""Characters of an item that are shown beside the notes; its line has them all."""


def topic_rows(meeting: Meeting) -> list[Row | Heading]:
    """The agenda, each topic with the first line written below it."""
    written = _below_headings(meeting.notes)
    rows: list[Row | Heading] = []
    for place, topic in enumerate(meeting.agenda):
        said = written.get(topic.casefold())
        words = said or (_("Nothing written yet") if said is not None else _("Not in the notes yet"))
        rows.append(Row(place, topic, words, icon="check" if said else "minus", tone="ok" if said else ""))
    return rows


def market_rows(notes: Sequence[MarketNote], today: date) -> list[Row | Heading]:
    """News of the market, to be read out in a check-in."""
    if not notes:
        return []
    rows = (Row(note.id, note.text, note.source, status=short_day(note.on, today)) for note in notes)
    return [Heading(_("News of the market")), *rows]


def _below_headings(notes: str) -> dict[str, str]:
    """Each heading with the first line below it that is no private one."""
    found: dict[str, str] = {}
    under = ""
    for line in notes.split("\n"):
        if (heading := heading_of(line)) is not None:
            under = heading.casefold()
            found.setdefault(under, "")
        elif under and not found[under] and line.strip() and not is_private(line):
            found[under] = without_mark(line)
    return found


def step_rows(process: Process) -> list[Row | Heading]:
    """The steps as they are now, to read beside the notes."""
    return [
        Row(
            step.id,
            _("{n}. {title}").format(n=n, title=step.title),
            who_words(step),
            side=side_name({side.value for side in step.sides}),
            status=within_words(step.within),
        )
        for n, step in enumerate(process.steps, 1)
    ]
