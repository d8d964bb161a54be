"""The thank-you note after a job is filled: to everybody who took part, on both sides, in the paper's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.roles import Side
from desktop.formats import format_list
from desktop.i18n import words


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Somebody who took part."""

    name: str
    email: str
    side: Side


@dataclass(frozen=True, kw_only=True)
class ThankYou:
    """A message as plain text, ready to be looked at, changed and sent."""

    to: tuple[Helper, ...]
    """Theirs first. Those without an e-mail address are named in the text only."""
    subject: str
    body: str

    @property
    def receivers(self) -> tuple[tuple[str, str], ...]:
        """Name and address of everybody who has one."""
        return tuple((one.name, one.email) for one in self.to if one.email)


def thank_you(
    *, language: str, job: str, reference: str, client: str, agency: str, sender: str, helpers: Sequence[Helper]
) -> ThankYou:
    """The note of `sender`, who is not thanked by themselves."""
    t = words(language)
    others = [one for one in once(helpers) if one.name != sender]
    to = tuple(sorted(others, key=lambda one: one.side == Side.AGENCY))
    paragraphs = [
        t.gettext("Dear all,"),
        t.gettext(
            "The job {job} at {client} is filled. We did that together, and I would like to say thank you."
        ).format(job=job, client=client),
    ]
    for side, said in (
        (Side.CLIENT, t.gettext("At {name}, to {people}: you kept your word, and answered when it mattered.")),
        (Side.AGENCY, t.gettext("At {name}, to {people}: for finding the people, and for staying with it.")),
    ):
        names = [one.name for one in to if one.side == side]
        if names:
            whose = client if side == Side.CLIENT else agency
            paragraphs.append(said.format(name=whose, people=format_list(names, language)))
    paragraphs.append(
        t.gettext("What went well, and what should go better next time? A line from each of you is welcome.")
    )
    paragraphs.append("\n".join(part for part in (t.gettext("With many thanks"), sender) if part))
    subject = t.gettext("{job} ({reference}) is filled: thank you").format(job=job, reference=reference)
    return ThankYou(to=to, subject=subject, body="\n\n".join(paragraphs))


def once(helpers: Sequence[Helper]) -> list[Helper]:
    """Each of them once, with the address where any mention has one."""
    found: dict[tuple[Side, str], Helper] = {}
    for one in helpers:
        key = one.side, one.name.casefold()
        if key not in found or not found[key].email:
            found[key] = one
    return list(found.values())
