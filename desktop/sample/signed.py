"""Sample job orders whose first agreement was signed: open, amended, on hold, filled, lost."""

from datetime import date, timedelta

from desktop.domain.agreement import SignMethod
from desktop.domain.job_order import JobOrder, JobType, PayPeriod, Priority
from desktop.domain.limits import Unit, Within
from desktop.sample.people import FINANCE, HR, LEAD, LEADER, LEGAL, MANAGER, PROCUREMENT, RECRUITER, id_of
from desktop.sample.story import (
    Do,
    SampleJobOrder,
    accepted,
    agreed_and_signed,
    asks,
    by,
    days,
    done,
    kept,
    limited,
    noted,
    pay,
    signed,
    terms,
)


def hr_generalist(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("hr generalist"),
            client_id=id_of("keystone"),
            title="HR Generalist",
            location="Allentown, PA",
            pay=pay(68000, 76000, "USD"),
            work_pattern="Hybrid, two days on site",
            received_on=today - timedelta(days=74),
            start_on=today + timedelta(days=10),
            brief="Second HR person for a site of 240. Benefits, onboarding, first line of employee relations.",
            private_notes="Denise wants to hand over payroll too, but has not told the candidate yet.",
            terms_of_business=terms("KL-2025-03", today - timedelta(days=300), "20"),
            involved=(by(RECRUITER, "amara", "tom"), by(HR, "denise", "rosa"), by(LEADER, "rosa")),
        ),
        template="permanent",
        story=(
            *agreed_and_signed(70),
            done(Do.OPEN, 69),
            done(Do.TRACK, 13),
            done(Do.FILL, 13, "Offer accepted after one round; everyone kept every time."),
        ),
    )


def senior_accountant(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("senior accountant"),
            client_id=id_of("northwind"),
            title="Senior Accountant",
            location="Bristol",
            pay=pay(48000, 55000, "GBP"),
            work_pattern="Full time, hybrid, three days in the office",
            priority=Priority.HIGH,
            received_on=today - timedelta(days=40),
            start_on=today + timedelta(days=50),
            brief=(
                "Month end, statutory accounts, two direct reports.\n\n"
                "Must have: ACA or ACCA, two years of manufacturing.\n"
                "Good to have: the move to the new ledger done once before."
            ),
            private_notes="Grace was promised this hire in spring. Budget goes to 58,000 for the right person.",
            terms_of_business=terms("NW-TOB-7", today - timedelta(days=400), "22.5"),
            involved=(
                by(RECRUITER, "tom", "amara"),
                by(LEAD, "helen"),
                by(HR, "priya", "ben"),
                by(MANAGER, "grace"),
                by(LEADER, "david"),
                by(FINANCE, "joan", when="before the offer", how="by e-mail, within a day"),
                by(LEGAL, "owen", when="before the contract", how="reads the contract once"),
                by(PROCUREMENT, "lucy", when="at the start", how="copied on the weekly note"),
            ),
        ),
        template="permanent",
        story=(
            asks(37, 3, "The panel meets on Tuesdays and Thursdays.", within=days(3)),
            accepted(36, 3),
            asks(36, 2, "Year end is close.", within=days(7)),
            kept(35, 2),
            noted(35, 3, "Grace reads CVs on the train: send them by seven."),
            done(Do.PROPOSE, 35),
            done(Do.AGREE_THE_REST, 34),
            done(Do.AGREE, 34),
            signed(33, HR, SignMethod.INK),
            signed(33, RECRUITER, SignMethod.INK),
            done(Do.OPEN, 32),
            done(Do.TRACK, 9),
            done(Do.AMEND, 9),
            limited(9, 3, days(2)),
            limited(9, 5, Within(8, Unit.WORKING_HOURS)),
            *agreed_and_signed(6),
            done(Do.TRACK, 1),
        ),
    )


def agronomist(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("agronomist"),
            client_id=id_of("dnipro"),
            title="Головний агроном (Chief Agronomist)",
            location="Дніпро",
            pay=pay(90000, 120000, "UAH", PayPeriod.MONTH),
            received_on=today - timedelta(days=61),
            brief="Пшениця, соняшник, 14 000 га. Команда з шести агрономів.",
            involved=(by(RECRUITER, "soren", "tom"), by(HR, "olena"), by(MANAGER, "taras")),
        ),
        template="permanent",
        story=(
            *agreed_and_signed(55),
            done(Do.OPEN, 54),
            done(Do.TRACK, 20),
            done(Do.LOSE, 20, "The client promoted one of its own agronomists."),
        ),
    )


def payroll_specialist(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("payroll specialist"),
            client_id=id_of("northwind"),
            title="Payroll Specialist",
            job_type=JobType.CONTRACT,
            location="Bristol",
            pay=pay(260, 300, "GBP", PayPeriod.DAY),
            work_pattern="Four days a week, Fridays off",
            received_on=today - timedelta(days=35),
            start_on=today + timedelta(days=6),
            end_on=today + timedelta(days=188),
            brief="Cover for parental leave: 620 people, monthly and weekly.",
            terms_of_business=terms("NW-TOB-7", today - timedelta(days=400), "18", rebate="none"),
            involved=(
                by(RECRUITER, "tom", "amara"),
                by(HR, "priya", "ben"),
                by(MANAGER, "joan"),
                by(PROCUREMENT, "lucy", when="before the contract", how="raises the purchase order"),
            ),
        ),
        template="contract",
        story=(
            asks(
                33,
                4,
                "Interviews are held together with Finance.",
                done_when="Every “yes” has a date with HR and Finance",
            ),
            accepted(33, 4),
            *agreed_and_signed(32),
            done(Do.OPEN, 31),
            done(Do.TRACK, 2),
        ),
    )


def software_engineers(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("software engineers"),
            client_id=id_of("ganga"),
            title="सॉफ़्टवेयर इंजीनियर (Software Engineer)",
            openings=12,
            location="बेंगलुरु",
            pay=pay(1800000, 2600000, "INR"),
            work_pattern="Office first, four weeks a year from anywhere",
            received_on=today - timedelta(days=45),
            brief="पायथन और डेटाबेस का अनुभव। बारह पद, तीन टीमें।\nFour hires a month for three months.",
            private_notes="Vikram says yes in the room and no by e-mail: ask Anjali.",
            involved=(
                by(RECRUITER, "amara", "soren"),
                by(HR, "anjali"),
                by(MANAGER, "vikram"),
                by(FINANCE, "meera", when="every quarter", how="confirms the number of openings"),
            ),
        ),
        template="volume",
        story=(
            *agreed_and_signed(42),
            done(Do.OPEN, 41),
            done(Do.TRACK, 5),
            done(Do.AMEND, 5),
            limited(5, 4, days(4)),
            limited(4, 9, days(2)),
            asks(3, 9, "Offers wait for the finance committee.", within=days(3)),
        ),
    )


def instrument_engineer(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("instrument engineer"),
            client_id=id_of("carmel"),
            title="מהנדס מכשור רפואי (Medical Device Engineer)",
            location="חיפה",
            pay=pay(28000, 34000, "ILS", PayPeriod.MONTH),
            received_on=today - timedelta(days=30),
            brief="פיתוח מכשור רפואי, תקן ISO 13485. עברית ואנגלית.",
            involved=(by(RECRUITER, "soren", "amara"), by(HR, "noa"), by(MANAGER, "eitan")),
        ),
        template="permanent",
        story=(
            *agreed_and_signed(27),
            done(Do.OPEN, 26),
            done(Do.TRACK, 8),
            done(Do.PUT_ON_HOLD, 8, "The approval of the new device was moved; Noa calls when it has a date."),
        ),
    )
