"""The demo's part about working together: minutes, invitations, drafts; feedback and the partnership review."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from desktop.app import App
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import Feedback
from desktop.domain.roles import Side
from desktop.exchange.files import save_file
from desktop.i18n import _
from desktop.sample.forward import Clock, play_forward
from desktop.sample.people import id_of

Say = Callable[[str], None]
PROPOSALS = (
    "Feedback on every CV within 2 days, on every permanent job order",
    "Two fixed interview slots a week, booked before the CVs come",
    "A learning session in spring: Northwind shows how month end is closed",
)


def share_meetings(app: App, folder: Path, say: Say) -> None:
    """What leaves the house of the sample's meetings; the planned one is moved, and its invitation made again."""
    job = app.job_orders.get(id_of("senior accountant"))
    for meeting in app.meetings.of_job_order(job.id):
        if meeting.notes:
            what = "intake" if meeting.kind == MeetingKind.INTAKE else "check-in"
            minutes = folder / f"{job.reference} {what} minutes.pdf"
            app.sharing.save_minutes(minutes, meeting.id)
            save_file(minutes.with_suffix(".eml"), app.sharing.minutes_eml(meeting.id))
            say(_("Minutes, and a draft of the e-mail with them: {file}").format(file=minutes))
            continue
        invitation = folder / f"{job.reference} invitation.ics"
        app.sharing.save_invitation(invitation, meeting.id)
        save_file(invitation.with_suffix(".eml"), app.sharing.invitation_eml(meeting.id))
        moved = app.meetings.save(replace(meeting, at=meeting.at + timedelta(days=1)))
        app.sharing.save_invitation(folder / f"{job.reference} invitation, moved.ics", moved.id)
        say(_("Invitation, and the same event moved by a day: {file}").format(file=invitation))
    due = folder / f"{job.reference} due dates.ics"
    app.sharing.save_due_dates(due, job.id)
    say(_("Due dates for a calendar: {file}").format(file=due))


def play_on(app: App, clock: Clock, client_id: UUID, until: datetime) -> None:
    """All that runs with a client goes on until then; what comes to its end is filled. The clock stands at `until`."""
    now = clock.at
    for line in app.job_orders.lines(app.job_orders.numbers(client_id=client_id)):
        if line.state == JobState.OPEN and line.standing.is_signed:
            clock.at = now
            play_forward(app, clock, line.id, until)
            tracked = app.promises.tracked(line.id)
            if tracked and not tracked.tracking.open_promises:
                app.job_orders.close(line.id, JobState.FILLED, _("Offer accepted"))
    clock.at = until


def review_together(app: App, since: date, folder: Path, job: JobOrder, say: Say) -> None:
    """Both sides say how the job order went, and the partnership review tells of all since `since`."""
    today = app.clock().astimezone().date()
    for side, name, rating, words in (
        (Side.CLIENT, "Priya Nair", 5, "We always knew whose turn it was."),
        (Side.AGENCY, "Tom Ellis", 4, "Quick answers, with reasons that help the next search."),
    ):
        app.partnership.save_feedback(
            Feedback(job_order_id=job.id, side=side, name=name, on=today, rating=rating, words=words)
        )
    review = folder / "partnership review.pdf"
    app.reviews.save_pdf(review, job.client_id, since, today, proposals=PROPOSALS)
    say(_("Partnership review: {file}").format(file=review))
