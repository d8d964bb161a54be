"""The thank-you note after a job is filled: to everybody who took part, on both sides, in the paper's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.promises import Pattern, Promise, PromiseState
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
    *,
    language: str,
    job: str,
    reference: str,
    parties: Mapping[Side, str],
    sender: str,
    helpers: Sequence[Helper],
    kept: bool = False,
) -> ThankYou:
    """The note of `sender`, who is not thanked by themselves.

    `parties`: the names of both. `kept`: the client did all that it promised in time.
    """
    t = words(language)
    others = [one for one in once(helpers) if one.name != sender]
    to = tuple(sorted(others, key=lambda one: one.side == Side.AGENCY))
    paragraphs = [
        t.gettext("Dear all,"),
        t.gettext(
            "The job {job} at {client} is filled. We did that together, and I would like to say thank you."
        ).format(job=job, client=parties[Side.CLIENT]),
    ]
    if kept:
        theirs = t.gettext("At {name}, to {people}: you kept your word, and answered when it mattered.")
    else:
        theirs = t.gettext("At {name}, to {people}: for your time, and for your decision.")
    for side, said in (
        (Side.CLIENT, theirs),
        (Side.AGENCY, t.gettext("At {name}, to {people}: for finding the people, and for staying with it.")),
    ):
        names = [one.name for one in to if one.side == side]
        if names:
            paragraphs.append(said.format(name=parties[side], people=format_list(names, language)))
    paragraphs.append(
        t.gettext("What went well, and what should go better next time? A line from each of you is welcome.")
    )
    paragraphs.append("\n".join(part for part in (t.gettext("With many thanks"), sender) if part))
    subject = t.gettext("{job} ({reference}) is filled: thank you").format(job=job, reference=reference)
    return ThankYou(to=to, subject=subject, body="\n\n".join(paragraphs))


def kept_word(promises: Iterable[Promise]) -> bool:
    """Whether the client promised anything that is measured, and did all of it in time; what is excused is left out."""
    theirs = [p for p in promises if p.side != Side.AGENCY and p.pattern != Pattern.POINT]
    counted = [p for p in theirs if p.state != PromiseState.EXCUSED]
    ended = [(p, p.done_at or p.closed_at) for p in counted]
    late = any(at is None or at > p.due_at for p, at in ended)
    return any(p.done_at for p in counted) and not late


def once(helpers: Sequence[Helper]) -> list[Helper]:
    """Each of them once, with the address where any mention has one."""
    found: dict[tuple[Side, str], Helper] = {}
    for one in helpers:
        key = one.side, one.name.casefold()
        if key not in found or not found[key].email:
            found[key] = one
    return list(found.values())
