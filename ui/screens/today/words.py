"""Today in words: made anew from memory as time passes."""

import re
from datetime import date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QDate, QLocale

from desktop.domain.lateness import late_days
from desktop.domain.lines import TodayLine, Waiting
from desktop.domain.measures import Ratio
from desktop.domain.meetings import is_whole_side
from desktop.domain.roles import Role, Side
from desktop.domain.today import ActionLine, DuePromise, Group, QuietLine, Today
from desktop.i18n import _, ngettext
from desktop.services.calendars import late_at_once
from ui.widgets.due_words import without_due
from ui.widgets.job_order_rows import title_of
from ui.widgets.measure_words import percent
from ui.widgets.side_mark import SideName
from ui.widgets.two_line_list import Heading, Row

PROMISE, ACTION, QUIET = "promise", "action", "quiet"
RowId = tuple[str, UUID, UUID | None]
"""Of what kind it is (a `Waiting`, PROMISE, ACTION or QUIET), its job order, and its promise; of an action its own."""
_TONES = {Waiting.DIFFERENCES: "soon", Waiting.SIGN_OFF: "soon", Waiting.WITHOUT_AGREEMENT: "late"}
_SIDES: dict[Side | None, SideName] = {Side.AGENCY: "agency", Side.CLIENT: "client", None: "both"}
_HOUR = 3600


Line = DuePromise | ActionLine | QuietLine | TodayLine


def entries(today: Today) -> dict[Heading | RowId, Line | None]:
    """What is listed, in order: every group that has something below its heading, which has no line."""
    found: dict[Heading | RowId, Line | None] = {}
    due: tuple[tuple[str, Group[DuePromise], Group[ActionLine], str], ...] = (
        (_("Late"), today.late, today.late_actions, "late"),
        (_("Due today"), today.due_today, today.actions_today, "soon"),
        (_("You promised"), today.promised, Group(), ""),
        (_("Actions and questions"), Group(), today.actions, ""),
    )
    for words, promises, actions, tone in due:
        if count := promises.count + actions.count:
            found[Heading(words, count, tone)] = None
            found |= {(PROMISE, line.job_order_id, line.id): line for line in promises.lines}
            found |= {(ACTION, line.id, None): line for line in actions.lines}
    if today.quiet.count:
        found[Heading(_("Quiet for too long"), today.quiet.count)] = None
        found |= {(QUIET, line.job_order_id, None): line for line in today.quiet.lines}
    for why, waiting in today.waiting:
        if waiting.count:
            found[Heading(_(why.label), waiting.count, _TONES.get(why, ""))] = None
            found |= {(why, line.job_order.id, None): line for line in waiting.lines}
    return found


def row(id: RowId, line: Line | None, now: datetime) -> Row:
    """A line in the words of `now`."""
    match line:
        case DuePromise():
            return _due_row(id, line, now)
        case ActionLine():
            return _action_row(id, line, now)
        case QuietLine():
            return _quiet_row(id, line, now)
        case TodayLine():
            return _row(id, line)
        case _:
            raise LookupError(id)


def summary(today: Today) -> str:
    """How much is late, due and else waits, and how both sides kept their promises this month."""
    return " ".join(sentence for sentence in (pressing(today), _kept(today)) if sentence)


def pressing(today: Today) -> str:
    """How much is late, due today and else waits, which together is all that is listed; empty where nothing is."""
    late, due = today.late_count, today.due_count
    more = today.count - late - due
    if late and due:
        words = _("{late} late, {due} due today, {more} more.") if more else _("{late} late, {due} due today.")
    elif late:
        words = _("{late} late, {more} more.") if more else _("{late} late.")
    elif due:
        words = _("{due} due today, {more} more.") if more else _("{due} due today.")
    else:
        words = ngettext("{more} thing waits.", "{more} things wait.", more) if more else ""
    return words.format(late=late, due=due, more=more)


def nothing(today: Today, now: datetime) -> str:
    """What is said where nothing waits."""
    if today.next_due is None:
        return _("Nothing is waiting.")
    due = today.next_due.astimezone()
    near = (due.date() - now.astimezone().date()).days < 7
    day = QLocale().toString(_qdate(due.date()), "ddd") if near else day_words(due.date())
    return _("Nothing is waiting. Next promise: {day}.").format(day=day)


def coming_words(line: DuePromise) -> str:
    """Which promise is due next, and whose it is, below "Nothing is waiting"."""
    about = _about_promise(line)
    return _("{title} · {about} · {who}").format(title=line.title, about=about, who=_who(line))


def name_of(line: DuePromise) -> str:
    """The title of a promise, with the candidate that it is about."""
    if not line.candidate:
        return line.title
    return _("{title} · {reference}").format(title=line.title, reference=line.candidate)


def date_words(now: datetime) -> str:
    """The day as the locale writes it, without the year where that stands last."""
    return QLocale().toString(_qdate(now.astimezone().date()), _pattern())


def day_words(day: date) -> str:
    """A day not far off: Thu 19 Nov."""
    short = _pattern().replace("dddd", "ddd").replace("MMMM", "MMM")
    return QLocale().toString(_qdate(day), short.replace("ddd, d ", "ddd d "))  # as the other lists write it


# -- promises ----------------------------------------------------------------------------------------------------------


def _due_row(id: RowId, line: DuePromise, now: datetime) -> Row:
    status, tone = due_status(line, now)
    return Row(id, line.title, _about_promise(line), side=_SIDES[line.side], status=status, tone=tone, who=_who(line))


def _about_promise(line: DuePromise) -> str:
    about = _about(line.job, line.openings, line.client)
    return _("{job} · {candidate}").format(job=about, candidate=line.candidate) if line.candidate else about


def due_status(line: DuePromise, now: datetime) -> tuple[str, str]:
    """As in "2 days late", "3 h left", "Thu 19 Nov", and the token of its colour."""
    due, today = line.due_at.astimezone().date(), now.astimezone().date()
    if now > line.due_at:
        return _late_words(line, now), "late"
    if due != today:
        return day_words(due), ""
    hours, minutes = _hours(line.due_at - now)
    words = _("{n} h left").format(n=hours) if hours else _("{n} min left").format(n=minutes)
    return words, "soon"


def _late_words(line: DuePromise, now: datetime) -> str:
    seconds, hours_a_day = late_at_once(line, now)
    if days := late_days(seconds, hours_a_day):
        return ngettext("{n} day late", "{n} days late", days).format(n=days)
    due = line.due_at.astimezone().date()
    if due != now.astimezone().date():
        return _("late since {day}").format(day=QLocale().toString(_qdate(due), "ddd"))
    hours, minutes = _hours(timedelta(seconds=seconds))
    return _("{n} h late").format(n=hours) if hours else _("{n} min late").format(n=minutes)


def _hours(time: timedelta) -> tuple[int, int]:
    """Whole hours, and at least one minute."""
    seconds = int(time.total_seconds())
    return seconds // _HOUR, max(1, seconds // 60)


def _who(line: DuePromise) -> str:
    if line.side is None:
        return _("Both")
    if line.side == Side.AGENCY and line.does in {Role.RECRUITER, None}:
        return _("You")
    return _(line.does.label) if line.does else _("Client")


def _action_row(id: RowId, line: ActionLine, now: datetime) -> Row:
    today = now.astimezone().date()
    status, tone = _action_status(line.due, today)
    about = _about(line.job, line.openings, line.client) if line.job else line.client
    usual = {Side.AGENCY: _("You"), Side.CLIENT: _("Client"), None: _("Both")}
    who = usual[line.side] if not line.owner or is_whole_side(line.owner) else line.owner
    words = _("Question: {text}") if line.is_question else _("Action: {text}")
    text = words.format(text=without_due(line.text, line.due, today))
    return Row(id, text, about, _SIDES[line.side], status, tone, who)


def _action_status(due: date | None, today: date) -> tuple[str, str]:
    """When an action is due, and the token of its colour."""
    if due is None:
        return _("Open"), ""
    days = (today - due).days
    if days > 0:
        return ngettext("{n} day late", "{n} days late", days).format(n=days), "late"
    return (_("Today"), "soon") if days == 0 else (day_words(due), "")


def _quiet_row(id: RowId, line: QuietLine, now: datetime) -> Row:
    days = (now.astimezone().date() - line.since.astimezone().date()).days
    if line.weeks == 1:
        words = ngettext(
            "No check-in for {n} day (you agreed weekly)", "No check-in for {n} days (you agreed weekly)", days
        )
    else:
        words = ngettext(
            "No check-in for {n} day (you agreed every {weeks} weeks)",
            "No check-in for {n} days (you agreed every {weeks} weeks)",
            days,
        )
    about = _about(line.job, line.openings, line.client)
    title = words.format(n=days, weeks=line.weeks)
    return Row(id, title, about, side="client", status=_("Check in"), who=_("Client"))


def _about(job: str, openings: int, client: str) -> str:
    title = job if openings == 1 else _("{title} ×{n}").format(title=job, n=openings)
    return _("{title} · {client}").format(title=title, client=client)


def _kept(today: Today) -> str:
    theirs, ours = _percent(today.client), _percent(today.agency)
    if theirs and ours:
        words = _("Clients kept {theirs} of promises this month; you kept {ours}.")
    elif theirs:
        words = _("Clients kept {theirs} of promises this month.")
    elif ours:
        words = _("You kept {ours} of your promises this month.")
    else:
        return ""
    return words.format(theirs=theirs, ours=ours)


def _percent(ratio: Ratio) -> str:
    return "" if ratio.share is None else percent(ratio.share)


# -- on the way to a signature -----------------------------------------------------------------------------------------


def _row(id: RowId, line: TodayLine) -> Row:
    job = line.job_order
    side, who = _holder(job.standing.holder)
    about = _("{title} · {client}").format(title=title_of(job), client=job.client)
    return Row(id, _what(line), about, side=side, status=_status(line), who=who)


def _what(line: TodayLine) -> str:
    standing = line.job_order.standing
    if line.why == Waiting.DIFFERENCES:
        count = standing.differences
        return ngettext("Settle {n} open difference", "Settle {n} open differences", count).format(n=count)
    if line.why == Waiting.SIGN_OFF:
        return _("Version {n} is agreed and waits for sign-off").format(n=standing.number)
    if line.why == Waiting.WITHOUT_AGREEMENT:
        return _("Search open without a signed agreement: {reason}").format(reason=line.reason)
    return _("Version {n} is proposed and waits for an answer").format(n=standing.number)


def _status(line: TodayLine) -> str:
    if line.why == Waiting.DIFFERENCES:
        standing = line.job_order.standing
        return _("{agreed} of {n} agreed").format(agreed=standing.agreed, n=standing.steps)
    if line.since is None:
        return ""
    since = _qdate(line.since.astimezone().date())
    return _("since {date}").format(date=QLocale().toString(since, _short_pattern()))


def _holder(holder: Side | None) -> tuple[SideName, str]:
    if holder is None:
        return "both", _("Both")
    return ("agency", _("You")) if holder == Side.AGENCY else ("client", _("Client"))


# -- days --------------------------------------------------------------------------------------------------------------


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _pattern() -> str:
    return re.sub(r"(,|\s*'[^']*')?\s*yyyy$", "", QLocale().dateFormat(QLocale.FormatType.LongFormat))


def _short_pattern() -> str:
    """Day and month alone: 3 Nov."""
    return re.sub(r"^dddd[,\s]*", "", _pattern()).replace("MMMM", "MMM")
