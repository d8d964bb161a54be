"""Job orders in lists: whose turn it is and how far the agreement has come, in words, a colour and a shape."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine
from desktop.i18n import _, ngettext
from ui.widgets.due_words import due_tone, due_words
from ui.widgets.two_line_list import Row


@dataclass(frozen=True)
class Status:
    """Words, the token of their colour (empty is quiet) and an icon."""

    words: str
    tone: str = ""
    icon: str = ""


def title_of(line: JobOrderLine) -> str:
    """With the number of openings where there are several."""
    if line.openings == 1:
        return line.title
    return _("{title} ×{n}").format(title=line.title, n=line.openings)


def status_of(line: JobOrderLine) -> Status:  # noqa: PLR0911 - one line per status
    """How far it is, as short as a list wants it."""
    standing, state = line.standing, line.state
    if state == JobState.FILLED:
        return Status(_(state.label), "ok")
    if state.is_closed or state == JobState.ON_HOLD:
        return Status(_(state.label))
    if line.without_agreement:
        return Status(_("Without an agreement"), "soon", "triangle-alert")
    if standing.state == AgreementState.AGREED:
        return Status(_("To be signed"), "soon")
    if standing.differences:
        return Status(ngettext("{n} open", "{n} open", standing.differences).format(n=standing.differences), "soon")
    if standing.state == AgreementState.SIGNED:
        return Status(_("Signed v{n}").format(n=standing.number), "ok")
    if standing.is_signed:
        return Status(_("Amending to v{n}").format(n=standing.number))
    if standing.state == AgreementState.PROPOSED:
        return Status(_("Proposed"))
    return Status(_("Draft, not signed"))


def pressing(line: JobOrderLine, now: datetime) -> Status:
    """When its next promise is due; how far it is, where none is running."""
    due_at, stands_still = line.standing.due_at, line.state.is_closed or line.state == JobState.ON_HOLD
    if due_at is None or stands_still:
        return status_of(line)
    return Status(due_words(due_at, now, with_time=False), due_tone(due_at, now))


def row_of(line: JobOrderLine, now: datetime, *, with_client: bool = True) -> Row:
    """Its row at `now`; the id of the row is the job order's number."""
    status = pressing(line, now)
    holder = line.standing.holder if not line.state.is_closed and line.state != JobState.ON_HOLD else None
    return Row(
        line.number,
        title_of(line),
        line.client if with_client else line.reference,
        side=holder.value if holder else "",
        status=status.words,
        tone=status.tone,
        icon=status.icon,
    )
