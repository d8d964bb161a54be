"""Country, region and time zone in a form: the choices are looked up in a worker, the first time takes a while."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.i18n import language
from desktop.services import places
from ui import background
from ui.fields import Field
from ui.form import Form
from ui.messages import messages_of
from ui.paths import get_path
from ui.widgets.type_ahead import TypeAhead, type_ahead_field

Countries = tuple[tuple[str, str], ...]


class PlaceFields(QObject):
    """Binds `prefix` + "country", "region" and "time_zone" to `form`; lay out the fields as wanted."""

    def __init__(self, form: Form, prefix: str, titles: tuple[str, str, str]) -> None:
        super().__init__(form)
        self._form, self._prefix = form, prefix
        self._asked = False
        country, region, zone = titles
        self.country = form.bind(type_ahead_field(f"{prefix}country", country, empty=""))
        self.region = form.bind(type_ahead_field(f"{prefix}region", region, empty=""))
        self.time_zone = form.bind(type_ahead_field(f"{prefix}time_zone", zone, empty=""))
        form.value_changed.connect(lambda _value: self._offer_regions())

    def look_up(self) -> None:
        """Ask for the choices, once. Call when the form is shown."""
        if not self._asked:
            self._asked = True
            background.run(self, partial(_known, language()), self._offer, messages_of(self._form).error)

    def _offer(self, found: tuple[Countries, tuple[str, ...]]) -> None:
        countries, zones = found
        _chooser(self.country).set_choices([("", ""), *countries])
        _chooser(self.time_zone).set_choices([("", ""), *((zone, zone) for zone in zones)])
        self._offer_regions()

    def _offer_regions(self) -> None:
        country = self._country()
        if self._asked and country:
            found = partial(places.regions, country)
            background.run(self, found, partial(self._show_regions, country), messages_of(self._form).error)
        elif not country:
            _chooser(self.region).set_choices([("", "")])

    def _show_regions(self, country: str, regions: Countries) -> None:
        if self._country() == country:
            _chooser(self.region).set_choices([("", ""), *regions])

    def _country(self) -> str:
        return str(get_path(self._form.saved, f"{self._prefix}country"))


def _known(tongue: str) -> tuple[Countries, tuple[str, ...]]:
    return places.countries(tongue), places.time_zones()


def _chooser(field: Field) -> TypeAhead:
    if not isinstance(field.editor, TypeAhead):
        raise TypeError(field.name)
    return field.editor
