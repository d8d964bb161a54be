"""A job order's Agreement tab: see, print, save and sign the page."""

from ui.screens.agreement.screen import AgreementScreen

__all__ = ["AgreementScreen"]
