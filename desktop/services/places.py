"""Countries, regions and their public holidays, as the `holidays` library has them, named by Unicode CLDR."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from desktop.domain.text import Problems
from desktop.errors import InvalidInputError
from desktop.i18n import _, language


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country whose public holidays are known, by name."""
    # Both take long to import and are needed only on forms and paper.
    import holidays
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):  # the pseudo-locale, or a language that Babel does not know
        names = Locale.parse("en").territories
    codes = holidays.list_supported_countries(include_aliases=False)
    return tuple(sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1].casefold()))


@cache
def regions(country: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of the regions of a country where public holidays differ; the library's own names."""
    import holidays

    if country not in holidays.list_supported_countries():
        return ()
    kind = getattr(holidays, country)
    names = {code: name for name, code in getattr(kind, "subdivisions_aliases", {}).items()}
    return tuple(sorted(((code, names.get(code, code)) for code in kind.subdivisions), key=lambda pair: pair[1]))


def holidays_of(country: str, region: str, language: str) -> str:
    """Whose public holidays do not count, in words: "Bavaria, Germany"; empty where no country is given."""
    if not country:
        return ""
    name = dict(countries(language)).get(country, country)
    part = dict(regions(country)).get(region) if region else ""
    return f"{part}, {name}" if part else name


def place_problems(country: str, region: str) -> Problems:
    """A sentence for `country` or `region` where their public holidays are not known. No country is fine."""
    found = Problems()
    if not country:
        if region:
            found.add("region", _("Please choose the country of this region too."))
    elif country not in _known_countries():
        found.add(
            "country",
            _("The public holidays of “{country}” are not known. Please choose a country from the list.").format(
                country=country
            ),
        )
    elif region and region not in dict(regions(country)):
        found.add(
            "region",
            _("There is no region “{region}” in {country}. Please choose one from the list, or none.").format(
                region=region, country=dict(countries(language())).get(country, country)
            ),
        )
    return found


def public_holidays(country: str, region: str, first_year: int, last_year: int) -> Mapping[date, str]:
    """The days and what they are called, in the screen's language where it is known. None where no country is given.

    Raises InvalidInputError for a country or region whose public holidays are not known.
    """
    if problems := place_problems(country, region):
        raise InvalidInputError(problems)
    return _public_holidays(country, region, first_year, last_year, language()) if country else MappingProxyType({})


def holidays_at_hand() -> bool:
    """Whether any were looked up in this run: the first time takes a sixth of a second."""
    return _public_holidays.cache_info().currsize > 0


@lru_cache(maxsize=256)
def _public_holidays(country: str, region: str, first_year: int, last_year: int, tongue: str) -> Mapping[date, str]:
    import holidays

    tongues = getattr(holidays, country).supported_languages
    found = holidays.country_holidays(
        country, subdiv=region or None, years=range(first_year, last_year + 1), language=_nearest(tongue, tongues)
    )
    return MappingProxyType(dict(sorted(found.items())))


def _nearest(tongue: str, known: Collection[str]) -> str | None:
    """The one of the library's languages that is nearest to `tongue`, a BCP 47 tag; None: the country's own."""
    wanted = tongue.replace("-", "_")
    if wanted in known:
        return wanted
    own = wanted.partition("_")[0]
    return next((name for name in known if name.partition("_")[0] == own), None)


@cache
def _known_countries() -> frozenset[str]:
    import holidays

    return frozenset(holidays.list_supported_countries())


@cache
def time_zones() -> tuple[str, ...]:
    """All IANA time zones, by name."""
    import zoneinfo

    return tuple(sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")))
