"""The page of a client: how it goes, with whom, and what both sides are used to. Private, but for the job orders."""

from uuid import UUID

from sqlalchemy import select

from desktop.domain.agreement import AgreementState
from desktop.domain.health import reasons
from desktop.domain.limits import Within
from desktop.domain.relationship import AGREEMENTS_READ, JOB_ORDERS_SHOWN, ClientPage, KnownPerson
from desktop.services.base import Context
from desktop.services.partnership import Partnership, newest_market_notes
from desktop.storage import queries
from desktop.storage.records import CLIENTS
from desktop.storage.relationship import Asked
from desktop.storage.rows import AgreementRow, JobOrderRow


class Relationship:
    """Questions about working with one client. Nothing is changed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def page(self, client_id: UUID) -> ClientPage:
        """All of it, as it is now. Raises NotFoundError."""
        now, partnership = self._context.clock(), Partnership(self._context)
        mentors, pilots = partnership.mentors(client_id), partnership.pilots(client_id)
        with self._context.store.read() as s:
            client, asked = CLIENTS.get(s, client_id), Asked(s, client_id, now)
            parts, informed = asked.parts(), asked.informed()
            people = tuple(
                KnownPerson(
                    person=person,
                    parts=parts.get(person.id, ()),
                    informed_at=informed.get(person.id),
                    mentoring=mentors.get(person.id),
                )
                for person in queries.people(s, client_id)
            )
            meetings, meeting_count = asked.meetings()
            actions, action_count = asked.actions()
            return ClientPage(
                client_id=client_id,
                name=client.name,
                now=now,
                reasons=reasons(asked.health(), asked.overdue(), now),
                people=people,
                usual=asked.usual(),
                job_orders=tuple(queries.newest_job_order_lines(s, client_id, JOB_ORDERS_SHOWN)),
                job_order_count=asked.job_order_count(),
                check_ins=asked.check_ins(),
                meetings=meetings,
                meeting_count=meeting_count,
                market=tuple(newest_market_notes(s, client_id)),
                pilots=tuple(pilots),
                actions=actions,
                action_count=action_count,
            )

    def signed_steps(self, client_id: UUID) -> dict[str, Within | None]:
        """The steps of the newest signed agreements, by title, each with the limit signed last."""
        with self._context.store.read() as s:
            query = (
                select(AgreementRow.content)
                .join(JobOrderRow, JobOrderRow.id == AgreementRow.job_order_id)
                .where(JobOrderRow.client_id == client_id, AgreementRow.state == AgreementState.SIGNED)
                .order_by(JobOrderRow.number.desc())
                .limit(AGREEMENTS_READ)
            )
            found: dict[str, Within | None] = {}
            for content in s.scalars(query):
                for step in content.steps if content else ():
                    found.setdefault(step.title, step.within)
        return found
