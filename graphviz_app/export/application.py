"""Drawing needs a Qt application object, also without a window."""

import os
import sys

from PySide6.QtGui import QGuiApplication

_made: list[QGuiApplication] = []
"""Keeps the application alive: Qt's fonts die with it."""


def ensure_application() -> None:
    """Make a QGuiApplication if there is none; one that needs no display if there is none."""
    if QGuiApplication.instance() is not None:
        return
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, displays)):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _made.append(QGuiApplication([]))
