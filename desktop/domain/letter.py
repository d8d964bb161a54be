"""The courteous letter with which we pass on a job order, the same on paper and in the e-mail."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.agency import PaperSize
from desktop.i18n import words


@dataclass(frozen=True, kw_only=True)
class PassLetter:
    """Everything the letter says. `reason` is ours, in the recruiter's words."""

    language: str
    paper: PaperSize
    agency: str
    agency_address: str
    logo: bytes
    client: str
    person: str
    person_title: str
    person_email: str
    job: str
    reference: str
    dated: date
    reason: str
    was_signed: bool = False
    """Whether an agreement was signed: then it is not that we could not come to terms."""
    signed_by: str
    signed_by_title: str

    @property
    def subject(self) -> str:
        t = words(self.language)
        return t.gettext("{job} ({reference}): we pass this time").format(job=self.job, reference=self.reference)

    @property
    def greeting(self) -> str:
        t = words(self.language)
        return t.gettext("Dear {name},").format(name=self.person or self.client)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body, one text a paragraph; the reason is user text and may have lines."""
        t = words(self.language)
        thanks = t.gettext(
            "Thank you for considering us for {job} at {client}, and for the time you took to talk it through."
        )
        return (
            thanks.format(job=self.job, client=self.client),
            t.gettext(
                "We signed how we would fill this job together. It has not gone as we both agreed, so we pass on this"
                " job order now and leave the way free for others."
            )
            if self.was_signed
            else t.gettext(
                "We take on a search when both sides have agreed how to fill the job together. This time we could not"
                " come to terms on the steps, so we pass on this job order and leave the way free for others."
            ),
            self.reason,
            t.gettext(
                "Nothing else changes between us. If the steps can be looked at again, we would gladly take it up: a"
                " call is enough."
            ),
        )

    @property
    def closing(self) -> str:
        return words(self.language).gettext("With kind regards")
