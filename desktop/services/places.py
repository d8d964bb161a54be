"""Countries, regions and their public holidays, as the `holidays` library has them, named by Unicode CLDR."""

from functools import cache


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


@cache
def time_zones() -> tuple[str, ...]:
    """All IANA time zones, by name."""
    import zoneinfo

    return tuple(sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")))
