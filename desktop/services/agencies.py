"""Us: naming the agency, its profile, and whose computer this is."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agency import Agency, PaperSize
from desktop.domain.calendars import USUAL_WEEK, WorkingWeek
from desktop.domain.people import Person
from desktop.domain.roles import Role
from desktop.domain.starting_templates import starting_templates
from desktop.domain.text import tidied, tidy
from desktop.errors import NotReadyError
from desktop.exchange.images import check_logo
from desktop.i18n import _
from desktop.services.base import Context, checked, remember
from desktop.services.places import place_problems
from desktop.storage.records import AGENCIES, PEOPLE, TEMPLATES
from desktop.storage.rows import AgencyRow


def agency_of(s: Session) -> Agency:
    """The agency profile, in the caller's transaction. Raises NotReadyError before it was named."""
    row = s.scalar(select(AgencyRow).limit(1))
    if row is None:
        raise NotReadyError(_("Please name the agency first."))
    return AGENCIES.of(row)


def me_of(s: Session, agency: Agency) -> Person | None:
    """Who works on this computer; None where nobody is named."""
    return PEOPLE.find(s, agency.me) if agency.me else None


class Agencies:
    """The agency profile."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self) -> Agency | None:
        """The agency; None before it was named, at the first start."""
        with self._context.store.read() as s:
            row = s.scalar(select(AgencyRow).limit(1))
            return AGENCIES.of(row) if row else None

    def get(self) -> Agency:
        """The agency. Raises NotReadyError before it was named."""
        with self._context.store.read() as s:
            return agency_of(s)

    def found(
        self,
        name: str,
        recruiter: str,
        *,
        is_sample: bool = False,
        week: WorkingWeek | None = None,
        paper_size: PaperSize = PaperSize.A4,
    ) -> Agency:
        """Name the agency and its first recruiter, and bring the starting templates. Raises InvalidInputError.

        `week` and `paper_size` are the usual ones of the place, as far as they are known.
        """
        me = Person(client_id=None, name=tidy(recruiter), role=Role.RECRUITER, signs=True)
        usual = week or USUAL_WEEK
        if place_problems(usual.country, usual.region):
            usual = replace(usual, country="", region="")
        agency = Agency(name=tidy(name), me=me.id, is_sample=is_sample, week=usual, paper_size=paper_size)
        problems = agency.problems()
        problems.add("recruiter", me.problems().get("name"))
        checked(problems)
        with self._context.store.write() as s:
            if s.scalar(select(AgencyRow.id).limit(1)):
                raise NotReadyError(_("The agency has a name already. Change it in Settings."))
            PEOPLE.save(s, me)
            for template in starting_templates():
                TEMPLATES.save(s, template)
            return AGENCIES.save(s, agency)

    def save(self, agency: Agency) -> Agency:
        """Keep the profile as edited. Raises InvalidInputError, ChangedElsewhereError."""
        agency = tidied(agency)
        checked(agency.problems())
        week = agency.week
        with self._context.store.write() as s:
            before = AGENCIES.get(s, agency.id)
            if (week.country, week.region) != (before.week.country, before.week.region):
                problems = place_problems(week.country, week.region)
                checked({f"week.{name}": sentence for name, sentence in problems.items()})
            saved = AGENCIES.save(s, agency)
        remember(self._context, AGENCIES, _("agency profile"), before, saved)
        return saved

    def set_logo(self, logo: bytes, name: str) -> Agency:
        """Keep `logo`, a file of that name, after looking at what it really is. Raises UnreadableFileError."""
        check_logo(logo, name)
        return self.save(replace(self.get(), logo=logo))

    def remove_logo(self) -> Agency:
        return self.save(replace(self.get(), logo=b""))
