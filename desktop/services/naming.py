"""What words of notes can mean in one meeting: who is there, whom both sides have, and how this screen says days."""

from sqlalchemy.orm import Session

from desktop.domain.meetings import Meeting
from desktop.domain.recognition import Names, owners_of
from desktop.domain.roles import Role, Side
from desktop.formats import day_comes_first, day_names, month_names
from desktop.i18n import _
from desktop.services.agencies import agency_of
from desktop.storage import queries
from desktop.storage.records import CLIENTS


def names_of(s: Session, meeting: Meeting) -> Names:
    """In the caller's transaction. Raises NotFoundError where the client is gone."""
    agency, client = agency_of(s), CLIENTS.get(s, meeting.client_id)
    owners: dict[str, Side | None] = {_(role.label): role.side for role in Role}
    owners |= {_("HR"): Side.CLIENT, _("we"): Side.AGENCY, _("they"): Side.CLIENT}
    owners |= {client.name: Side.CLIENT, agency.name: Side.AGENCY}
    others = [*queries.people(s, client.id), *queries.people(s, None)]
    people = owners_of(((one.name, one.side) for one in meeting.people), ((one.name, one.role.side) for one in others))
    return Names(
        weekdays=day_names(),
        months=month_names(),
        today=(_("today"),),
        tomorrow=(_("tomorrow"),),
        owners=owners | people,
        days=_("day days d").casefold().split(),
        weeks=_("week weeks w").casefold().split(),
        working=_("working business").casefold().split(),
        before_day=_("by on until till before this next").casefold().split(),
        before_amount=_("in within").casefold().split(),
        after_amount=_("from time").casefold().split(),
        worked=frozenset(day for day in range(7) if agency.week.on(day)),
        day_first=day_comes_first(),
    )
