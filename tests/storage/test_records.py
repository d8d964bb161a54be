"""Values from memory are those of the database, whoever wrote them."""

from dataclasses import replace
from pathlib import Path

from desktop.app import open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client


def test_what_another_window_saved_is_what_is_read(tmp_path: Path) -> None:
    one, other = open_app(tmp_path), open_app(tmp_path)
    one.agencies.found("Harbour", "Tom")
    client = one.clients.save(Client(name="Northwind"))
    job = one.job_orders.create(JobOrder(client_id=client.id, title="Cook"))
    assert one.job_orders.get(job.id) is one.job_orders.get(job.id), "asked once"
    other.job_orders.save(replace(other.job_orders.get(job.id), title="Chef"))
    assert one.job_orders.get(job.id).title == "Chef"
    other.undo.undo()
    assert one.job_orders.get(job.id).title == "Cook"
    one.close()
    other.close()
