"""The sample data's agency, clients and people: invented, in several countries and scripts, at .example addresses."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.domain.agency import Agency
from desktop.domain.calendars import DayHours, DayOff, OfficeHours, OpenHours, WorkingWeek
from desktop.domain.people import Client, Influence, Person
from desktop.domain.roles import Role

RECRUITER, LEAD, HR, MANAGER = Role.RECRUITER, Role.AGENCY_LEAD, Role.CLIENT_HR, Role.HIRING_MANAGER
LEADER, FINANCE, LEGAL, PROCUREMENT = Role.BUSINESS_LEADER, Role.FINANCE, Role.LEGAL, Role.PROCUREMENT
GREAT, SOME = Influence.GREAT, Influence.SOME


def id_of(key: str) -> UUID:
    """The id of the sample value called `key`: the same on every computer, and in no database but a sample one."""
    return uuid5(NAMESPACE_URL, f"countersign:sample:{key}")


def sample_agency() -> Agency:
    """Harbour Recruitment, with Tom Ellis at this computer."""
    return Agency(
        name="Harbour Recruitment",
        legal_name="Harbour Recruitment Ltd",
        address="14 Quayside\nBristol BS1 4XD\nUnited Kingdom",
        week=WorkingWeek(opens=time(9), closes=time(17, 30), time_zone="Europe/London", country="GB", region="ENG"),
        me=id_of("tom"),
        is_sample=True,
    )


def sample_clients(today: date) -> tuple[Client, ...]:
    """Eleven companies; the last six write their names in another script than Latin.

    The first ends earlier on Fridays, and counts its stock on a day of next week.
    """
    northwind = _client("northwind", "Northwind Foods", "Northwind Foods Ltd", "GB", "ENG", "Europe/London")
    stock = today + timedelta(days=9 - today.weekday())
    return (
        replace(
            northwind,
            hours=OfficeHours(exceptions=(DayHours(4, (OpenHours(time(9), time(15)),)),)),
            days_off=(DayOff(stock, stock, "Stocktaking"),),
        ),
        _client("brigid", "St Brigid Hospital", "St Brigid University Hospital DAC", "IE", "", "Europe/Dublin"),
        _client("keystone", "Keystone Logistics", "Keystone Logistics, Inc.", "US", "PA", "America/New_York"),
        _client("lumen", "Lumen Energy", "Lumen Energy GmbH", "DE", "BY", "Europe/Berlin"),
        _client("arbour", "Arbour Homes", "Arbour Homes B.V.", "NL", "", "Europe/Amsterdam"),
        _client("aegean", "Αιγαίο Τρόφιμα", "Αιγαίο Τρόφιμα Α.Ε.", "GR", "", "Europe/Athens"),
        _client("hikari", "光デザイン", "株式会社光デザイン", "JP", "", "Asia/Tokyo"),
        _client("khaleej", "الخليج للخدمات اللوجستية", "شركة الخليج للخدمات اللوجستية ذ.م.م", "AE", "", "Asia/Dubai"),
        _client("carmel", "כרמל מדיקל", "כרמל מדיקל בע״מ", "IL", "", "Asia/Jerusalem"),
        _client("ganga", "गंगा सॉफ़्टवेयर", "गंगा सॉफ़्टवेयर प्राइवेट लिमिटेड", "IN", "KA", "Asia/Kolkata"),
        _client("dnipro", "Зерно Дніпра", "ТОВ «Зерно Дніпра»", "UA", "", "Europe/Kyiv"),
    )


def _client(key: str, name: str, legal_name: str, country: str, region: str, time_zone: str) -> Client:
    return Client(
        id=id_of(key),
        name=name,
        legal_name=legal_name,
        country=country,
        region=region,
        time_zone=time_zone,
        notes=_CLIENT_NOTES.get(key, ""),
    )


_CLIENT_NOTES = {
    "northwind": "Priya answers within the hour; the panel meets on Tuesdays and Thursdays only.",
    "brigid": "Rosters are fixed six weeks ahead. Never call between 7 and 9.",
    "lumen": "Works council has to see every offer above band 7.",
    "ganga": "Growing from 40 to 120 this year. Budget is approved by quarter.",
}


def sample_people() -> tuple[Person, ...]:
    """Four of our own, then each client's."""
    return (
        _ours("tom", "Tom Ellis", RECRUITER, "Senior Recruiter", signs="Senior Recruiter, by delegation"),
        _ours("amara", "Amara Okafor", RECRUITER, "Recruiter"),
        _ours("soren", "Søren Lindqvist", RECRUITER, "Recruiter, Continental Europe", signs="Recruiter, by delegation"),
        _ours("helen", "Helen Marsh", LEAD, "Managing Director", signs="Managing Director"),
        *_northwind(),
        *_brigid_and_keystone(),
        *_lumen_and_arbour(),
        *_other_scripts(),
    )


def _ours(key: str, name: str, role: Role, title: str, signs: str = "") -> Person:
    return Person(
        id=id_of(key),
        client_id=None,
        name=name,
        role=role,
        title=title,
        email=f"{key}@harbour.example",
        phone="+44 117 496 0142",
        signs=bool(signs),
        authority=signs,
    )


def _person(
    client: str,
    key: str,
    name: str,
    role: Role,
    title: str,
    *,
    signs: str = "",
    influence: Influence = Influence.UNKNOWN,
) -> Person:
    return Person(
        id=id_of(key),
        client_id=id_of(client),
        name=name,
        role=role,
        title=title,
        email=f"{key}@{client}.example",
        influence=influence,
        signs=bool(signs),
        authority=signs,
    )


def _northwind() -> tuple[Person, ...]:
    of = "northwind"
    return (
        _person(of, "priya", "Priya Nair", HR, "HR Business Partner", signs="HR Business Partner", influence=GREAT),
        _person(of, "ben", "Ben Whitlock", HR, "HR Advisor"),
        _person(of, "grace", "Grace Oyelaran", MANAGER, "Financial Controller", influence=SOME),
        _person(of, "david", "David Pryce", LEADER, "Chief Financial Officer", signs="Director", influence=GREAT),
        _person(of, "joan", "Joan Fairley", FINANCE, "Management Accountant"),
        _person(of, "owen", "Owen Tate", LEGAL, "Company Solicitor"),
        _person(of, "lucy", "Lucy Ash", PROCUREMENT, "Category Manager, Services"),
    )


def _brigid_and_keystone() -> tuple[Person, ...]:
    return (
        _person("brigid", "aoife", "Aoife Ní Bhriain", HR, "Head of HR", signs="Head of HR", influence=GREAT),
        _person("brigid", "ciaran", "Ciarán Ó Dálaigh", HR, "Recruitment Officer"),
        _person("brigid", "maeve", "Maeve O’Shea", MANAGER, "Director of Nursing", influence=GREAT),
        _person("brigid", "fergal", "Fergal Quinn", FINANCE, "Payroll and Budget"),
        _person("keystone", "denise", "Denise Kowalczyk", HR, "HR Manager", signs="HR Manager", influence=SOME),
        _person("keystone", "marcus", "Marcus Bell", MANAGER, "Operations Manager"),
        _person("keystone", "rosa", "Rosa Delgado", LEADER, "Vice President, People", influence=GREAT),
    )


def _lumen_and_arbour() -> tuple[Person, ...]:
    return (
        _person("lumen", "jurgen", "Jürgen Großmann", HR, "Leiter Personal", signs="Prokurist", influence=GREAT),
        _person("lumen", "anke", "Anke Weiß", HR, "Personalreferentin"),
        _person("lumen", "tobias", "Tobias Schäfer", MANAGER, "Leiter Datenplattform", influence=SOME),
        _person("lumen", "ulrike", "Ulrike von Bülow", LEADER, "Geschäftsführerin", signs="Geschäftsführerin"),
        _person("lumen", "katrin", "Katrin Döring", LEGAL, "Syndikusrechtsanwältin"),
        _person("arbour", "marijke", "Marijke van den Berg", HR, "HR-adviseur", signs="HR-adviseur"),
        _person("arbour", "joost", "Joost IJsselstein", MANAGER, "Projectleider", influence=SOME),
        _person("arbour", "femke", "Femke de Vries", PROCUREMENT, "Inkoper"),
    )


def _other_scripts() -> tuple[Person, ...]:
    return (
        _person("aegean", "eleni", "Ελένη Παπαδοπούλου", HR, "Διευθύντρια Προσωπικού", signs="Διευθύντρια Προσωπικού"),
        _person("aegean", "nikos", "Νίκος Αναγνώστου", MANAGER, "Υπεύθυνος παραγωγής"),
        _person("hikari", "sakura", "佐藤 さくら", HR, "人事部長", signs="人事部長", influence=GREAT),
        _person("hikari", "kenji", "田中 健二", MANAGER, "デザイン部長"),
        _person("khaleej", "amal", "أمل الهاشمي", HR, "مديرة الموارد البشرية", signs="مديرة الموارد البشرية"),
        _person("khaleej", "yousef", "يوسف المنصوري", MANAGER, "مدير العمليات", influence=SOME),
        _person("carmel", "noa", "נועה לוי", HR, "מנהלת משאבי אנוש", signs="מנהלת משאבי אנוש"),
        _person("carmel", "eitan", "איתן כהן", MANAGER, "מנהל פיתוח"),
        _person("ganga", "anjali", "अंजलि शर्मा", HR, "मानव संसाधन प्रमुख", signs="मानव संसाधन प्रमुख", influence=GREAT),
        _person("ganga", "vikram", "विक्रम जोशी", MANAGER, "इंजीनियरिंग प्रबंधक"),
        _person("ganga", "meera", "मीरा कृष्णन", FINANCE, "वित्त प्रमुख"),
        _person("dnipro", "olena", "Олена Ковальчук", HR, "Керівниця відділу кадрів", signs="Керівниця відділу кадрів"),
        _person("dnipro", "taras", "Тарас Гнатюк", MANAGER, "Головний інженер"),
    )
