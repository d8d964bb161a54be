"""The window: Qt Widgets over desktop.app. Layout and behaviour together, one screen a file."""

import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # Each method of PySide6 6.12 that returns nothing takes a reference from None that it never gave. From 3.12 on None
    # lives for ever; before, some thousand calls ended the process ("deallocating None"). So it gets some to spare.
    import ctypes

    ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize // 2
