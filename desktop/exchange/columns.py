"""Which column of another system's export is what, by its heading: OpenCATS, Bullhorn, Zoho Recruit and others."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.exchange.cells import bare
from desktop.i18n import N_, _


class Column(StrEnum):
    """What of a job order a column holds."""

    ID = "id"
    TITLE = "title"
    CLIENT = "client"
    TYPE = "type"
    STATUS = "status"
    RECRUITER = "recruiter"
    CONTACT = "contact"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    LOCATION = "location"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    SALARY = "salary"
    RATE = "rate"
    LOWEST_PAY = "lowest_pay"
    HIGHEST_PAY = "highest_pay"
    CURRENCY = "currency"
    PERIOD = "period"
    OPENINGS = "openings"
    WORK_PATTERN = "work_pattern"
    PRIORITY = "priority"
    RECEIVED = "received"
    START = "start"
    END = "end"
    BRIEF = "brief"
    NOTES = "notes"
    WORDS = "words"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Column.ID: N_("its number there"),
    Column.TITLE: N_("title"),
    Column.CLIENT: N_("client"),
    Column.TYPE: N_("type"),
    Column.STATUS: N_("state"),
    Column.RECRUITER: N_("recruiter"),
    Column.CONTACT: N_("contact"),
    Column.CONTACT_EMAIL: N_("contact's e-mail"),
    Column.CONTACT_PHONE: N_("contact's phone"),
    Column.LOCATION: N_("location"),
    Column.CITY: N_("location"),
    Column.REGION: N_("location"),
    Column.COUNTRY: N_("location"),
    Column.SALARY: N_("pay range"),
    Column.RATE: N_("pay range"),
    Column.LOWEST_PAY: N_("pay range"),
    Column.HIGHEST_PAY: N_("pay range"),
    Column.CURRENCY: N_("currency"),
    Column.PERIOD: N_("pay range"),
    Column.OPENINGS: N_("openings"),
    Column.WORK_PATTERN: N_("work pattern"),
    Column.PRIORITY: N_("priority"),
    Column.RECEIVED: N_("date received"),
    Column.START: N_("start date"),
    Column.END: N_("end date"),
    Column.BRIEF: N_("brief"),
    Column.NOTES: N_("private notes"),
    Column.WORDS: N_("private notes"),
}

_HEADINGS = {
    Column.ID: "id,job id,job order id,job opening id,identifier,external id,reference,job reference,company job id",
    Column.TITLE: "title,job title,job opening name,posting title,job name,position title,position,name",
    Column.CLIENT: "company,company name,client,client name,client name.client name,client corporation,"
    "client corporation.name,client corporation.external id,organization,organisation,employer,account,customer",
    Column.TYPE: "type,job type,employment type,type detail",
    Column.STATUS: "status,job opening status,job status",
    Column.RECRUITER: "recruiter,assigned recruiter,recruiter name,owner,owner.name,account manager,consultant",
    Column.CONTACT: "contact,contact name,client contact,client contact.name,report to,hiring manager",
    Column.CONTACT_EMAIL: "contact email,contact e-mail,client contact.email,client contact email,purchaser email",
    Column.CONTACT_PHONE: "contact phone,contact work phone,client contact phone,client contact.phone",
    Column.LOCATION: "location,job location,work location",
    Column.CITY: "city,job city,address.city,company city,published city",
    Column.REGION: "state,state/province,region,province,address.state,company region",
    Column.COUNTRY: "country,address.country name,company country",
    Column.SALARY: "salary,annual salary,yearly salary,pay,wage,compensation",
    Column.RATE: "max rate,maximum rate,pay rate,rate,hourly rate",
    Column.LOWEST_PAY: "salary min,minimum salary,min salary,minimum wage,salary low,pay min",
    Column.HIGHEST_PAY: "salary max,maximum salary,max salary,maximum wage,salary high,pay max",
    Column.CURRENCY: "currency,salary currency,wage currency,maximum wage currency,currency code",
    Column.PERIOD: "salary type,salary unit,pay period,salary period",
    Column.OPENINGS: "openings,# of openings,num openings,number of openings,no of openings,number of positions,"
    "no of positions,positions,vacancies,headcount",
    Column.WORK_PATTERN: "work pattern,working hours,hours of operation,work hours,schedule,hours",
    Column.PRIORITY: "priority",
    Column.RECEIVED: "created,date added,created at,created time,date opened,date received,date posted,date,"
    "publish date",
    Column.START: "start date,start,date start,starts",
    Column.END: "scheduled end date,end date,date end,contract end,end",
    Column.BRIEF: "job description,description,public description,published description,brief",
    Column.NOTES: "misc notes,notes,internal notes,private description,additional info,comments,description (internal)",
}
"""Names in order of preference; compared without case, blanks and signs."""
_KEPT_AS_WORDS = (
    "department,duration,duration weeks,company job id,fee arrangement,perm fee (%),bill rate,client bill rate,"
    "wage details,"
    "reason to hire,education level,education degree,work experience,experience,years required,skill list,"
    "language 1 name,language 1 ability,nearest station,on site,remote,remote job,remote type,benefits,bonus package,"
    "travel requirements,tax status"
)
"""Without a field of their own, but what a recruiter would miss: kept in the private notes, under their heading."""


@dataclass(frozen=True)
class Columns:
    """Which heading holds what. `found` maps a kind to the place of its column; WORDS has several, in `words`."""

    headings: tuple[str, ...]
    found: dict[Column, int]
    words: tuple[int, ...]

    @property
    def system(self) -> str:
        """The program that writes such headings, as far as that can be told."""
        known = {bare(heading) for heading in self.headings}
        signs = {
            "OpenCATS": {"companyjobid", "miscnotes"},
            "Bullhorn": {"clientcorporationexternalid"},
            "Zoho Recruit": {"jobopeningname"},
            "Tamago": {"wagecurrency"},
            "JobAdX": {"targetcpa"},
            "jobboard.io": {"applyurl", "salarymin"},
        }
        return next((name for name, needed in signs.items() if needed <= known), "CSV")

    @property
    def are_people(self) -> bool:
        """Whether this is an export of people, whose "Title" and "Company" are no job order's."""
        return {"firstname", "lastname"} <= {bare(heading) for heading in self.headings}

    @property
    def used(self) -> tuple[tuple[str, Column], ...]:
        """The headings that are read and what as, in the file's order."""
        kinds = {place: kind for kind, place in self.found.items()} | dict.fromkeys(self.words, Column.WORDS)
        return tuple((self.headings[place], kinds[place]) for place in sorted(kinds))

    def name(self, kind: Column) -> str:
        """The heading of the column that holds `kind`, and of a part of it where that is all there is."""
        parts = {Column.LOCATION: (Column.CITY, Column.REGION, Column.COUNTRY)}.get(kind, ())
        place = next((self.found[each] for each in (kind, *parts) if each in self.found), None)
        return _(kind.label) if place is None else self.headings[place]

    @property
    def ignored(self) -> tuple[str, ...]:
        used = {*self.found.values(), *self.words}
        return tuple(heading for place, heading in enumerate(self.headings) if place not in used and heading)


def recognised(headings: Iterable[str]) -> Columns:
    """What each of `headings` holds; the same kind twice is read from the better one."""
    trimmed = tuple(heading.strip().removeprefix("\ufeff") for heading in headings)
    places: dict[str, int] = {}
    for place, heading in enumerate(trimmed):
        places.setdefault(bare(heading), place)
    found: dict[Column, int] = {}
    for kind, names in _HEADINGS.items():
        fitting = [places[name] for name in map(bare, names.split(",")) if name in places]
        if fitting and fitting[0] not in found.values():
            found[kind] = fitting[0]
    kept = sorted(places[name] for name in map(bare, _KEPT_AS_WORDS.split(",")) if name in places)
    return Columns(trimmed, found, tuple(place for place in kept if place not in found.values()))
