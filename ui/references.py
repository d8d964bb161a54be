"""References to spare. Imported with the theme, so by all that stands in a window, but not before its first picture."""

import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # Each method of PySide6 6.12 that returns nothing takes a reference from None that it never gave, and each `emit`
    # one from True. From 3.12 on these live for ever; before, some thousand calls ended the process ("deallocating
    # None", "deallocating True or False"). So they get some to spare.
    import ctypes

    for eternal in (None, True, False):
        ctypes.c_ssize_t.from_address(id(eternal)).value += sys.maxsize // 2
