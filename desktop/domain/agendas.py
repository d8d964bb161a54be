"""What each kind of meeting goes through, read from how good recruiters and HR do it; editable (agendas)."""

from dataclasses import dataclass

from desktop.domain.meetings import MeetingKind, topics_problem
from desktop.domain.text import Problems
from desktop.i18n import N_, _


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The topics of one kind of meeting, as this agency goes through them."""

    kind: MeetingKind
    topics: tuple[str, ...]
    revision: int = 0

    def problems(self) -> Problems:
        found = Problems()
        found.add("topics", topics_problem(self.topics))
        return found


def topics_of(text: str) -> tuple[str, ...]:
    """The topics of an agenda that is typed, one a line: without empty lines, each once."""
    lines = (topic.strip() for topic in text.split("\n"))
    return tuple(dict.fromkeys(topic for topic in lines if topic))


_TOPICS = {
    MeetingKind.INTAKE: (
        N_("Why is this job open, and why now?"),
        N_("What is success 90 days after the start?"),
        N_("Must-haves, the most important first"),
        N_("Pay range, and where it can move"),
        N_("Candidates known already, and other agencies"),
        N_("Who negotiates the offer?"),
        N_("Everyone who decides, and everyone who can say no"),
        N_("Rounds of interviews, and who is on the panel"),
        N_("Interview slots, booked now"),
        N_("Who gives feedback, who stands in, and when they are away"),
        N_("Checks and references"),
        N_("How we stay in touch"),
        N_("What would stop this hire?"),
        N_("What we see in the market"),
    ),
    MeetingKind.STRATEGY: (
        N_("Where the business is going, and which jobs that means"),
        N_("What worked and what did not, from the numbers"),
        N_("One change to try, and how we will judge it"),
        N_("Who else should be involved, and when"),
    ),
    MeetingKind.CHECK_IN: (
        N_("Actions from last time"),
        N_("What is overdue, on both sides"),
        N_("Decisions nearest to the offer"),
        N_("Feedback on CVs"),
        N_("News from the market"),
        N_("Has the brief changed?"),
        N_("The pilot, if one runs"),
        N_("What could go wrong"),
        N_("What went well"),
        N_("When we talk next"),
    ),
    MeetingKind.REVIEW: (
        N_("Promised and delivered, both sides"),
        N_("What we would do the same way again"),
        N_("What we would change, and into which step it goes"),
        N_("Feedback from the hiring manager and the candidate"),
        N_("Whom we thank"),
    ),
    MeetingKind.LEARNING: (
        N_("What one side teaches the other today"),
        N_("One thing each of us will do differently"),
        N_("Whose turn it is next"),
    ),
    MeetingKind.COFFEE: (N_("How it is going, without an agenda"),),
}


def starting_agenda(kind: MeetingKind) -> Agenda:
    """The topics that ship with the program, in the screen's language."""
    return Agenda(kind=kind, topics=tuple(_(topic) for topic in _TOPICS[kind]))
