"""Sample job orders without a signed agreement: draft, agreeing, proposed, waiting for sign-off, open, passed."""

from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.agreement import SignMethod
from desktop.domain.job_order import JobOrder, JobType, PayPeriod, Priority, TermsOfBusiness
from desktop.domain.limits import Unit, Within
from desktop.sample.people import FINANCE, HR, LEAD, LEADER, LEGAL, MANAGER, PROCUREMENT, RECRUITER, id_of
from desktop.sample.story import (
    Do,
    SampleJobOrder,
    accepted,
    agrees,
    asks,
    by,
    days,
    done,
    kept,
    noted,
    pay,
    refuses,
    signed,
    terms,
)


def chief_financial_officer(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("cfo"),
            client_id=id_of("lumen"),
            title="Chief Financial Officer",
            location="München",
            pay=pay(210000, 260000, "EUR"),
            priority=Priority.HIGH,
            received_on=today - timedelta(days=33),
            brief="Leads a team of 25, prepares the second financing round.",
            private_notes="Two other agencies work on it; neither has an agreement.",
            terms_of_business=TermsOfBusiness(reference="LU-9", fee_percent=Decimal(28), exclusivity_days=60),
            involved=(
                by(RECRUITER, "soren", "tom"),
                by(LEAD, "helen"),
                by(HR, "jurgen", "anke"),
                by(LEADER, "ulrike"),
                by(LEGAL, "katrin", when="before signing", how="in one meeting"),
            ),
        ),
        template="executive",
        story=(
            refuses(30, 6, "Die Geschäftsführung gibt keine Fristen für Rückmeldungen zu."),
            refuses(30, 9, "A decision takes as long as it takes."),
            asks(29, 4, "We see candidates only, no calibration.", what="Leave this step out"),
            *agrees(29, 1, 2, 3, 5),
            done(
                Do.PASS,
                24,
                "We could not agree when candidates hear back. Without that we would keep good people waiting.",
            ),
        ),
    )


def warehouse_lead(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("warehouse lead"),
            client_id=id_of("keystone"),
            title="Warehouse Lead",
            job_type=JobType.TEMPORARY,
            openings=2,
            location="Harrisburg, PA",
            pay=pay(26, 29, "USD", PayPeriod.HOUR),
            work_pattern="Second shift, 3 p.m. to 11 p.m.",
            priority=Priority.HIGH,
            received_on=today - timedelta(days=12),
            start_on=today + timedelta(days=2),
            end_on=today + timedelta(days=72),
            brief="Peak season. Forklift certificate, has led ten people or more.",
            private_notes="Marcus is under pressure from Rosa; he will sign if Denise does.",
            involved=(by(RECRUITER, "tom", "amara"), by(HR, "denise"), by(MANAGER, "marcus")),
        ),
        template="temporary",
        story=(
            *agrees(11, 1, 2, 5),
            asks(11, 3, "Shift handover comes first.", within=Within(8, Unit.WORKING_HOURS)),
            done(Do.OPEN, 10, "Peak season starts on Monday; Denise signs when she is back from leave."),
        ),
    )


def quality_manager(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("quality manager"),
            client_id=id_of("aegean"),
            title="Υπεύθυνος Ποιότητας (Quality Manager)",
            location="Θεσσαλονίκη",
            pay=pay(36000, 42000, "EUR"),
            received_on=today - timedelta(days=14),
            brief="ISO 22000, δύο εργοστάσια, ομάδα πέντε ατόμων.",
            involved=(by(RECRUITER, "soren", "tom"), by(HR, "eleni"), by(MANAGER, "nikos")),
        ),
        template="permanent",
        story=(
            asks(10, 9, "Contracts are signed at head office.", within=days(5)),
            accepted(9, 9),
            done(Do.AGREE_THE_REST, 8),
            done(Do.AGREE, 7),
            signed(3, HR, SignMethod.EMAIL, "Ελένη Παπαδοπούλου: «Συμφωνούμε με την έκδοση 1»"),
        ),
    )


def site_manager(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("site manager"),
            client_id=id_of("arbour"),
            title="Site Manager",
            location="Utrecht",
            pay=pay(4800, 5600, "EUR", PayPeriod.MONTH),
            work_pattern="40 uur, één dag thuis",
            received_on=today - timedelta(days=11),
            start_on=today + timedelta(days=80),
            brief="64 houten woningen in drie fasen. VCA, vijf jaar ervaring.",
            terms_of_business=terms("AH-2", today - timedelta(days=90), "20", payment=30),
            involved=(
                by(RECRUITER, "soren", "tom"),
                by(HR, "marijke"),
                by(MANAGER, "joost"),
                by(PROCUREMENT, "femke", when="before signing", how="checks the terms of business"),
            ),
        ),
        template="permanent",
        story=(
            asks(7, 4, "Joost is on site on Mondays.", what="Interviews from Tuesday to Friday only"),
            kept(6, 4),
            done(Do.PROPOSE, 6),
            done(Do.AGREE_THE_REST, 4),
            done(Do.AGREE, 4),
        ),
    )


def data_engineer(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("data engineer"),
            client_id=id_of("lumen"),
            title="Data Engineer",
            location="München",
            pay=pay(72000, 85000, "EUR"),
            work_pattern="Hybrid",
            received_on=today - timedelta(days=8),
            brief="Messdaten von 40.000 Zählern, von der Warteschlange bis zum Bericht.",
            private_notes="After the CFO search: go slowly, agree one step at a time.",
            involved=(
                by(RECRUITER, "soren", "tom"),
                by(HR, "jurgen", "anke"),
                by(MANAGER, "tobias"),
                by(LEGAL, "katrin", when="before the contract", how="by e-mail"),
            ),
        ),
        template="permanent",
        story=(*agrees(4, 1, 2, 3, 5), done(Do.PROPOSE, 3)),
    )


def night_shift_nurses(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("night-shift nurse"),
            client_id=id_of("brigid"),
            title="Night-shift Nurse",
            openings=4,
            location="Cork",
            pay=pay(38000, 47000, "EUR"),
            work_pattern="Three nights a week, 12 hours",
            priority=Priority.HIGH,
            received_on=today - timedelta(days=6),
            start_on=today + timedelta(days=60),
            brief="Acute medical ward. NMBI registration; relocation is paid.",
            private_notes="Maeve decides. Ask her over coffee to be our mentor on the ward.",
            terms_of_business=terms("SB-4", today - timedelta(days=700), "15", payment=28),
            involved=(
                by(RECRUITER, "tom", "amara"),
                by(HR, "aoife", "ciaran"),
                by(MANAGER, "maeve"),
                by(FINANCE, "fergal", when="before the offer", how="confirms the increment"),
            ),
        ),
        template="volume",
        story=(
            asks(4, 5, "Ward managers work nights too.", within=days(3)),
            refuses(2, 6, "We can't release ward managers for interviews in the roster weeks."),
            *agrees(2, 1, 2, 3, 4, 8),
            noted(2, 6, "Offer two fixed interview evenings a month instead."),
        ),
    )


def designer(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("designer"),
            client_id=id_of("hikari"),
            title="UXデザイナー (UX Designer)",
            job_type=JobType.CONTRACT,
            location="東京都渋谷区",
            pay=pay(650000, 800000, "JPY", PayPeriod.MONTH),
            received_on=today - timedelta(days=3),
            start_on=today + timedelta(days=30),
            end_on=today + timedelta(days=210),
            brief="日英バイリンガル。決済アプリの刷新。",
            involved=(by(RECRUITER, "amara", "tom"), by(HR, "sakura"), by(MANAGER, "kenji")),
        ),
        template="contract",
        story=(*agrees(1, 1, 2),),
    )


def supply_chain_analyst(today: date) -> SampleJobOrder:
    return SampleJobOrder(
        job_order=JobOrder(
            id=id_of("supply chain analyst"),
            client_id=id_of("khaleej"),
            title="محلل سلسلة التوريد (Supply Chain Analyst)",
            location="دبي",
            pay=pay(16000, 20000, "AED", PayPeriod.MONTH),
            priority=Priority.LOW,
            received_on=today - timedelta(days=1),
            brief="تحليل المخزون والتوريد لثلاثة مستودعات. العربية والإنجليزية.",
            involved=(by(RECRUITER, "amara"), by(HR, "amal"), by(MANAGER, "yousef")),
        ),
        template="permanent",
    )
