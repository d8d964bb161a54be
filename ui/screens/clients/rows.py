"""What is known of a client, as rows: each says what it stands on, and leads there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop.domain.health import POOR, Reason, ReasonKind
from desktop.domain.partnership import MarketNote
from desktop.domain.relationship import ClientPage, LastCheckIn, LastMeeting, OpenAction, UsualStep
from desktop.formats import format_list
from desktop.i18n import N_, _, ngettext
from ui.screens.clients.source import Ways
from ui.widgets.due_words import day_words, short_day, without_due
from ui.widgets.pulse import dots
from ui.widgets.side_mark import SideName
from ui.widgets.step_words import within_words
from ui.widgets.two_line_list import Heading, Row

_TAB = {ReasonKind.UNSIGNED: "agreement", ReasonKind.PULSE: "history"}
_LEADS_TO = {"agreement": N_("Agreement"), "history": N_("History"), "process": N_("Process")}
Opens = Callable[[], object] | None


@dataclass(frozen=True)
class Entry:
    """A row, what opens with Enter, and what it is about."""

    row: Row | Heading
    opens: Opens = None
    action: OpenAction | None = None
    job_order_id: UUID | None = None


def entries(page: ClientPage, ways: Ways) -> list[Entry]:
    """The overview: why it needs care, and what was said and agreed lately. Groups that are empty are left out."""
    today = page.now.astimezone().date()
    titles = {line.id: line.title for line in page.job_orders}
    found = [_reason(reason, n, ways) for n, reason in enumerate(page.reasons)]
    calm = Heading(_("All well: nothing is late, quiet or overdue"), tone="ok")
    asking = Heading(_("How is it going with {client}? One line is enough.").format(client=page.name))
    groups: list[tuple[Heading, list[Entry]]] = [
        (Heading(_("Needs care"), len(found), "soon"), found) if found else (calm, []),
        (
            asking if not page.check_ins else Heading(_("Last check-ins")),
            [_check_in(one, n, today, ways) for n, one in enumerate(page.check_ins)],
        ),
        (Heading(_("Open actions"), page.action_count), [_action(one, today, ways) for one in page.actions]),
        (Heading(_("What they usually agree to")), [_usual(one) for one in page.usual]),
        (
            Heading(_("Last meetings"), page.meeting_count),
            [_meeting(one, titles, today, ways) for one in page.meetings],
        ),
        (Heading(_("News of the market")), [_news(one, today, page.name, ways) for one in page.market]),
    ]
    return [entry for heading, rows in groups if rows or heading in (calm, asking) for entry in (Entry(heading), *rows)]


def market_row(note: MarketNote, today: date, client: str) -> Row:
    """A market note, with its date and where it comes from."""
    words = _("{source} · {client}") if note.client_id else _("{source} · every client")
    subtitle = words.format(source=note.source, client=client)
    return Row(note.id, note.text, subtitle, status=short_day(note.on, today))


def _news(note: MarketNote, today: date, client: str, ways: Ways) -> Entry:
    row = market_row(note, today, client)
    return Entry(replace(row, id=("news", note.id)), lambda: ways.news(note.id))


def _reason(reason: Reason, n: int, ways: Ways) -> Entry:
    meeting, job = reason.meeting_id, reason.job_order_id
    tab = _TAB.get(reason.kind, "process")
    status = _("Meeting") if meeting is not None else _(_LEADS_TO[tab])
    row = Row(("reason", n), reason.words, _(reason.kind.label), status=status)
    if meeting is not None:
        return Entry(row, lambda: ways.meeting(meeting, reason.line), job_order_id=job)
    opens = (lambda: ways.job_order(job, tab, reason.promise_id)) if job is not None else None
    return Entry(row, opens, job_order_id=job)


def _check_in(one: LastCheckIn, n: int, today: date, ways: Ways) -> Entry:
    day = day_words(one.at.astimezone().date(), today)
    subtitle = _("{job} · {day} · {who}").format(job=one.job, day=day, who=one.who)
    poor = min(one.ours or POOR + 1, one.theirs or POOR + 1) <= POOR
    row = Row(
        ("check-in", n),
        one.words,
        subtitle,
        who=_("Us {pulse}").format(pulse=dots(one.ours)) if one.ours else "",
        status=_("Them {pulse}").format(pulse=dots(one.theirs)) if one.theirs else "",
        tone="soon" if poor else "",
    )
    return Entry(row, lambda: ways.job_order(one.job_order_id, "history"), job_order_id=one.job_order_id)


def _action(one: OpenAction, today: date, ways: Ways) -> Entry:
    parts = [_(one.kind.label), one.owner]
    status, tone = "", ""
    if one.due is not None:
        is_late = one.due < today
        words = _("Late since {day}") if is_late else _("By {day}")
        status, tone = words.format(day=short_day(one.due, today)), "late" if is_late else ""
    side: SideName = one.side.value if one.side else ""
    subtitle = format_list([part for part in parts if part], last_and=False)
    row = Row(("action", one.id), without_due(one.text, one.due, today), subtitle, side=side, status=status, tone=tone)
    return Entry(row, lambda: ways.meeting(one.meeting_id, one.line), one, one.job_order_id)


def _usual(one: UsualStep) -> Entry:
    words = ngettext("Usually {limit}, in {n} job order", "Usually {limit}, in {n} job orders", one.job_orders)
    subtitle = words.format(limit=within_words(one.within), n=one.job_orders)
    kept = _("Kept {n} of {all}").format(n=one.kept.n, all=one.kept.of) if one.kept.of else _("Not due yet")
    return Entry(Row(("usual", one.title), one.title, subtitle, side="client", status=kept))


def _meeting(one: LastMeeting, titles: Mapping[UUID, str], today: date, ways: Ways) -> Entry:
    open_items = ngettext("{n} open", "{n} open", one.open_count).format(n=one.open_count) if one.open_count else ""
    status = _("Cancelled") if one.is_cancelled else open_items
    kind, job = _(one.kind.label), titles.get(one.job_order_id) if one.job_order_id else None
    parts = [kind if one.title else "", job, day_words(one.at.astimezone().date(), today)]
    subtitle = format_list([part for part in parts if part], last_and=False)
    row = Row(("meeting", one.id), one.title or kind, subtitle, status=status)
    return Entry(row, lambda: ways.meeting(one.id), job_order_id=one.job_order_id)
