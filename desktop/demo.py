"""The main job on sample data, without a screen: what `countersign demo` does; and a check of the installation."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from desktop.app import DATABASE, App, open_app
from desktop.domain.agency import PaperSize
from desktop.domain.agreement import Agreement, SignMethod, SignOff
from desktop.domain.canonical import short
from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.limits import Unit, Within
from desktop.domain.measures import ratio_words
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Role, Side
from desktop.errors import NotReadyError, UnreadableFileError
from desktop.exchange.files import save_file
from desktop.i18n import _, screen
from desktop.pdf.verify import verify_file
from desktop.sample.forward import play_forward
from desktop.sample.play import StoryClock, fill
from desktop.sample.together import play_on, review_together, share_meetings

FOUR_WEEKS, THREE_MONTHS, HALF_A_YEAR = 28, 91, 182  # days
FEEDBACK = 3
"""The step on CVs, of the template for permanent jobs."""
Say = Callable[[str], None]


def play(folder: Path | None, pictures: Callable[[Path, Path], list[Path]], say: Say) -> int:
    """Fill a new database with sample data, agree and sign one more job order, print it, verify it, draw the screens.

    `folder` must be new or empty; without one a folder for temporary files is made. Raises UserError.
    """
    folder = _prepared(folder)
    data = folder / "data"
    fill(data)
    app = open_app(data)
    try:
        say(_("Sample data: {n} job orders in {folder}").format(n=len(app.job_orders.numbers()), folder=data))
        job = _agreed_job_order(app, _("Payroll Manager"), say)
        signed = _signed(app, job, say)
        papers = _papers(app, folder, job, say)
        share_meetings(app, folder, say)
        _three_months_on(app, folder, job, say)
    finally:
        app.close()
    for paper in papers:
        verdict = verify_file(paper)
        say(_("{file}: {verdict}").format(file=paper.name, verdict=" ".join(verdict.sentences)))
        if verdict.code:
            return verdict.code
    say(
        _("Version {number} is frozen, fingerprint {fingerprint}").format(
            number=signed.number, fingerprint=short(signed.content.fingerprint if signed.content else "")
        )
    )
    for picture in pictures(data, folder / "pictures"):
        say(_("Picture: {file}").format(file=picture))
    say(_("Everything lies in {folder}").format(folder=folder))
    return 0


def _prepared(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="countersign-demo-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise NotReadyError(_("{folder} is not empty. Please name a new or empty folder.").format(folder=folder))
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableFileError(
            _("{folder} can't be used: {reason}.").format(folder=folder, reason=reason)
        ) from error
    return folder.resolve()


def _agreed_job_order(app: App, title: str, say: Say) -> JobOrder:
    """A new job order whose client asks for one change, which we accept."""
    client = app.clients.lines("northwind")[0]
    people = {person.role: person for person in app.clients.people(client.id)}
    involved = tuple(Involvement(role=role, person_id=person.id) for role, person in people.items())
    recruiter = Involvement(role=Role.RECRUITER, person_id=app.agencies.get().me)
    template = next(t for t in app.templates.all() if t.key == "permanent")
    job = app.job_orders.create(
        JobOrder(client_id=client.id, title=title, involved=(recruiter, *involved)), template.id
    )
    say(
        _("{reference} {title}: {n} steps from template {template}").format(
            reference=job.reference, title=job.title, n=len(template.steps), template=template.name
        )
    )
    step = next(
        s for s in app.processes.get(job.id).steps if s.within == Within(2, Unit.WORKING_DAYS) and s.per_candidate
    )
    app.processes.take_position(
        job.id,
        step.id,
        Side.CLIENT,
        Position(stance=Stance.ASKS, within=Within(3), why=_("The panel meets twice a week")),
    )
    app.processes.accept(job.id, step.id)
    app.processes.agree_the_rest(job.id)
    say(
        _("{client} asked for 3 days on “{step}”; we gave way. Nothing is open.").format(
            client=client.name, step=step.title
        )
    )
    return job


def _signed(app: App, job: JobOrder, say: Say) -> Agreement:
    """Agreed, signed by the client on the screen and by us by e-mail, and the search opened."""
    agreement = app.agreements.agree(job.id)
    for role in agreement.missing():
        participant = agreement.content.participant(role) if agreement.content else None
        on_screen = role.side == Side.CLIENT
        sign_off = SignOff(
            role=role,
            name=participant.name if participant else "",
            title=participant.title if participant else "",
            authority=participant.authority if participant else "",
            method=SignMethod.ON_SCREEN if on_screen else SignMethod.EMAIL,
            signed_on=app.clock().astimezone().date(),
            recorded_at=app.clock(),
            drawing=_SIGNATURE if on_screen else (),
            email_reference="" if on_screen else _("Reply of today, “I agree to work this way”"),
        )
        agreement = app.agreements.sign_off(agreement.id, sign_off)
        say(_("Signed by {name}, {method}").format(name=sign_off.name, method=_(sign_off.method.label)))
    app.job_orders.open_search(job.id)
    return agreement


_SIGNATURE = (
    ((80, 220), (140, 60), (200, 220), (160, 150), (120, 150)),
    ((240, 210), (260, 140), (300, 130), (310, 200), (350, 140), (380, 200), (430, 130), (450, 205), (520, 120)),
    ((540, 200), (620, 150), (700, 190), (800, 120), (920, 160)),
)


def _papers(app: App, folder: Path, job: JobOrder, say: Say) -> list[Path]:
    """The signed agreement in both sizes, an amended one, a draft, and a letter with its e-mail draft."""
    saved = []
    newest = app.agreements.newest(job.id)
    for size in PaperSize:
        saved.append(folder / f"{job.reference} {size.label}.pdf")
        app.agreements.save_pdf(newest.id, saved[-1], size)
    for line in app.job_orders.lines(app.job_orders.numbers()):
        newest = app.agreements.newest(line.id)
        if line.state == JobState.PASSED:
            letter = folder / f"{line.reference} letter.pdf"
            save_file(letter, app.letters.pdf(line.id))
            save_file(letter.with_suffix(".eml"), app.letters.eml(line.id))
            say(_("Letter: {file}").format(file=letter))
        elif newest.content is not None and newest.content.amendments:
            saved.append(folder / f"{line.reference} version {newest.number}.pdf")
            app.agreements.save_pdf(newest.id, saved[-1])
        elif line.standing.differences:
            saved.append(folder / f"{line.reference} draft.pdf")
            app.agreements.save_pdf(newest.id, saved[-1])
    for file in saved:
        say(_("PDF: {file}").format(file=file))
    return saved


def _three_months_on(app: App, folder: Path, job: JobOrder, say: Say) -> None:
    """A copy of the database in which both sides keep, or miss, what they promised; what the client is shown then."""
    ahead = folder / "three months on"
    ahead.mkdir()
    app.backup(ahead / DATABASE)
    clock = StoryClock(app.clock())
    later = open_app(ahead, clock=clock)
    try:
        until = clock.at + timedelta(days=THREE_MONTHS)
        play_on(later, clock, job.client_id, until)
        clock.at = until - timedelta(days=FOUR_WEEKS)
        next_one = _agreed_job_order(later, _("Stock Controller"), say)
        _signed(later, next_one, say)
        play_forward(later, clock, next_one.id, until, leaves=FEEDBACK)
        clock.at = until
        kept = later.reports.check_in_page(job.client_id).kept
        say(
            _("Three months on: the client kept {theirs} on time, we kept {ours}").format(
                theirs=ratio_words(kept.client.on_time, screen()), ours=ratio_words(kept.agency.on_time, screen())
            )
        )
        page, table = folder / "check-in.pdf", folder / "promises.csv"
        later.reports.save_pdf(page, job.client_id)
        later.reports.save_csv(table, job.client_id, first=kept.first, last=kept.last)
        say(_("Check-in page: {file}").format(file=page))
        say(_("Promises as a table: {file}").format(file=table))
        since = (until - timedelta(days=HALF_A_YEAR)).astimezone().date()
        review_together(later, since, folder, job, say)
    finally:
        later.close()


def check_installation(say: Say) -> None:
    """Make, sign, print and verify one agreement in a folder that is thrown away. Raises what fails."""
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        app = open_app(Path(name))
        try:
            say(_("The database works: {n} job orders.").format(n=len(app.job_orders.numbers())))
            for line in app.job_orders.lines(app.job_orders.numbers()):
                file = Path(name) / "agreement.pdf"
                app.agreements.save_pdf(app.agreements.newest(line.id).id, file)
                verdict = verify_file(file)
                if verdict.code:
                    raise NotReadyError("\n".join(verdict.sentences))
        finally:
            app.close()
    say(_("Paper works: every sample agreement was rendered and verified."))
