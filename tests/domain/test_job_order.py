"""A job order as a value."""

from uuid import uuid4

from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.roles import Role


def test_the_order_in_which_people_are_named_and_empty_roles_make_no_difference() -> None:
    person = uuid4()
    hr, finance = Involvement(role=Role.CLIENT_HR, person_id=person), Involvement(role=Role.FINANCE, when="at the end")
    job = JobOrder(client_id=person, title="Nurse", involved=(finance, Involvement(role=Role.LEGAL), hr))
    assert job.involved == (hr, finance)
