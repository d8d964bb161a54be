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
    delivered,
    done,
    excused,
    kept,
    limited,
    noted,
    pay,
    signed,
    terms,
    track,
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
            track(13),
            done(Do.FILL, 13, "Offer accepted after one round; the contract went out in time."),
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
            received_on=today - timedelta(days=72),
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
            asks(70, 3, "The panel meets on Tuesdays and Thursdays.", within=days(3)),
            accepted(69, 3),
            asks(69, 2, "Year end is close.", within=days(7)),
            kept(68, 2),
            noted(68, 3, "Grace reads CVs on the train: send them by seven."),
            done(Do.PROPOSE, 68),
            done(Do.AGREE_THE_REST, 67),
            done(Do.AGREE, 67),
            signed(66, HR, SignMethod.INK),
            signed(66, RECRUITER, SignMethod.INK),
            done(Do.OPEN, 65),
            track(15, leaves=8),
            delivered(15, 8),
            done(Do.WITHDRAW, 15, "C-01"),
            excused(15, 9, "C-01 declined: a counter-offer from her employer."),
            track(12),
            done(Do.AMEND, 12),
            limited(12, 3, days(2)),
            limited(12, 5, Within(8, Unit.WORKING_HOURS)),
            *agreed_and_signed(10),
            done(Do.SEND, 8),
            delivered(7, 3, "C-04"),
            delivered(7, 3, "C-05"),
            track(1, leaves=3),
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
            track(32),
            done(Do.LOSE, 32, "The client promoted one of its own agronomists."),
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
            received_on=today - timedelta(days=39),
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
                37,
                4,
                "Interviews are held together with Finance.",
                done_when="Every “yes” has a date with HR and Finance",
            ),
            accepted(37, 4),
            asks(37, 8, "Contracts go out with the weekly run.", within=Within(7, Unit.CALENDAR_DAYS)),
            accepted(37, 8),
            *agreed_and_signed(36),
            done(Do.OPEN, 35),
            track(7, leaves=7),
            delivered(7, 7),
            track(2, leaves=8),
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
            track(5),
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
            track(8),
            done(Do.PUT_ON_HOLD, 8, "The approval of the new device was moved; Noa calls when it has a date."),
        ),
    )
