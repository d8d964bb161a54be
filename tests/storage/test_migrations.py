"""A new schema and a migrated one are the same, and both are what the rows say."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import time
from pathlib import Path
from uuid import UUID, uuid4

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from desktop.app import DATABASE, App, open_app
from desktop.domain.calendars import OfficeHours, WorkingWeek
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.partnership import PilotMeasure
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.domain.tracking import Tracking
from desktop.storage import schema, sqlite
from desktop.storage.rows import Base
from tests.beginnings import Clock, permanent, sign

WEEK = '{"days":[0,1],"opens":"08:00:00","closes":"16:00:00","time_zone":"Europe/Paris","country":"FR","region":""}'


def described(engine: Engine) -> dict[str, list[str]]:
    """Each table's, index's and trigger's SQL as its clauses; their order and the white space say nothing."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version'").all()
    return {
        name: sorted(" ".join(re.sub(r"[\s()]+", " ", sql).split()).replace(" ,", ",").split(", "))
        for name, sql in rows
        if sql
    }


def migrated(file: Path) -> Engine:
    """An empty database brought to the newest schema by all migrations in turn."""
    engine = sqlite.engine(file)
    with engine.execution_options(writes=True).begin() as connection:
        schema.run_migrations(connection)
    return engine


def test_a_migrated_database_equals_a_new_one(tmp_path: Path) -> None:
    new, old = schema.open_database(tmp_path / "new.sqlite"), migrated(tmp_path / "old.sqlite")
    assert described(old) == described(new)
    new.dispose()
    old.dispose()


def test_the_migrations_make_what_the_rows_say(tmp_path: Path) -> None:
    engine = migrated(tmp_path / "old.sqlite")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_pilot_of_before_is_measured_by_the_limit_that_it_tries_or_by_what_was_kept_on_time(tmp_path: Path) -> None:
    file, client = tmp_path / DATABASE, uuid4()
    engine = sqlite.engine(file)
    limits = (None, '{"amount":2,"unit":"working_days"}', '{"amount":1,"unit":"weeks_apart"}')
    with engine.execution_options(writes=True).begin() as connection:
        schema.run_migrations(connection, "0006")
        connection.exec_driver_sql(
            "INSERT INTO clients VALUES (?, 'Northw', '', 'DE', '', 'Europe/Berlin', '', 'northw', 1, '{}', '[]')",
            (client.hex,),
        )
        for n, limit in enumerate(limits, 1):
            connection.exec_driver_sql(
                "INSERT INTO pilots VALUES (?, ?, 'Feedback', NULL, ?, 'x', '[]', ?, '2026-12-01', '2026-10-01',"
                " NULL, '', NULL, 1)",
                (uuid4().hex, client.hex, limit, f"2026-11-0{n}"),
            )
    engine.dispose()
    app = open_app(tmp_path)
    oldest_first = reversed(app.partnership.pilots(client))
    assert [pilot.measure for pilot in oldest_first] == [
        PilotMeasure.ON_TIME,
        PilotMeasure.WITHIN,
        PilotMeasure.ON_TIME,
    ]
    app.close()


def test_what_the_first_schema_held_is_read_and_a_client_keeps_the_agencys_hours(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    engine = sqlite.engine(file)
    with engine.execution_options(writes=True).begin() as connection:
        schema.run_migrations(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO agencies VALUES (?, 'Harbour', '', '', x'', 'a4', 'en', ?, NULL, 0, 1)",
            (uuid4().hex, WEEK),
        )
        connection.exec_driver_sql(
            "INSERT INTO clients VALUES (?, 'Northwind', '', 'DE', 'BY', 'Europe/Berlin', '', 'northwind', 1)",
            (uuid4().hex,),
        )
    engine.dispose()
    app = open_app(tmp_path)
    agency, client = app.agencies.get(), app.clients.get(app.clients.lines()[0].id)
    assert agency.week == WorkingWeek(
        days=(0, 1), opens=time(8), closes=time(16), time_zone="Europe/Paris", country="FR", region=""
    )
    assert client.hours == OfficeHours(days=(0, 1), opens=time(8), closes=time(16))
    assert (agency.days_off, client.days_off, client.region) == ((), (), "BY")
    assert app.clients.save(replace(client, notes="x")).revision == 2
    app.close()


def test_what_was_signed_before_there_were_promises_has_them_once_the_database_is_opened(tmp_path: Path) -> None:
    clock = Clock()
    job, promised = signed_before_there_were_promises(tmp_path, clock)
    clock.go_on(days=30)
    with closing(open_app(tmp_path, clock=clock)) as app:
        assert app.overview.today().late_count > 0
        assert tracking(app, job) == promised
    assert [file.name[:16] for file in (tmp_path / "backups").iterdir()] == ["countersign-0006"]


def test_a_database_of_before_is_opened_though_a_signed_time_zone_is_not_known_here(tmp_path: Path) -> None:
    clock = Clock()
    signed_before_there_were_promises(tmp_path, clock)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db, db:
        db.execute("DROP TRIGGER frozen_content")
        db.execute("UPDATE agreements SET content = replace(content, 'Europe/London', 'Mars/Olympus')")
    clock.go_on(days=30)
    with closing(open_app(tmp_path, clock=clock)) as app:
        assert app.overview.today().late_count == 0


def signed_before_there_were_promises(folder: Path, clock: Clock) -> tuple[UUID, Tracking]:
    """A job order, and what was promised in it before all of that was removed from an older schema."""
    with closing(open_app(folder, clock=clock)) as app:
        me = app.agencies.found("Harbour", "Tom Ellis").me
        client = app.clients.save(Client(name="Northwind"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya", role=Role.CLIENT_HR))
        named = ((Role.CLIENT_HR, hr.id), (Role.RECRUITER, me))
        people = tuple(Involvement(role=role, person_id=id) for role, id in named)
        order = JobOrder(client_id=client.id, title="Nurse", involved=people)
        job = app.job_orders.create(order, permanent(app)).id
        sign(app, job)
        promised = tracking(app, job)
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.execute("DELETE FROM promises")
        db.execute("DELETE FROM trackings")
        db.execute("ALTER TABLE pilots DROP COLUMN measure")
        db.execute("UPDATE alembic_version SET version_num = '0006'")
    return job, promised


def tracking(app: App, job_order_id: UUID) -> Tracking:
    found = app.promises.tracked(job_order_id)
    assert found is not None
    return replace(found.tracking, revision=0)
