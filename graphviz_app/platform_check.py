"""What Qt needs of the system, checked before Qt is loaded: without it, Qt aborts the process.

Only Linux is looked at; elsewhere everything comes with Qt.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from graphviz_app.errors import GraphAppError

_DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Shared libraries that Qt's drawing needs, and the Debian packages they are in."""

_X11 = {
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

_PLATFORMS = {
    *("eglfs", "linuxfb", "minimal", "minimalegl", "offscreen", "vkkhrdisplay", "vnc"),
    *("wayland", "wayland-egl", "xcb"),
}
"""What QT_QPA_PLATFORM can name on Linux; Qt aborts if none of the names given is among them."""

_WITHOUT = (
    "'graphviz-app render FILE -o picture.svg' makes pictures without a display, "
    "'graphviz-app eval FILE' prints the numbers"
)


def require_drawing() -> None:
    """Raise GraphAppError if a library that drawing needs is missing."""
    if sys.platform.startswith("linux"):
        _require(_DRAWING)


def require_window() -> None:
    """Raise GraphAppError if no window can be opened: no display, or libraries missing."""
    if not sys.platform.startswith("linux"):
        return
    _require(_DRAWING)
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    names = [name for part in asked.split(";") if (name := part.partition(":")[0]) in _PLATFORMS]
    if asked and not names:
        raise GraphAppError(
            f"QT_QPA_PLATFORM={asked} names no way to show windows that Qt knows: leave it unset, "
            "or use xcb, wayland or offscreen"
        )
    if any(not name.startswith(("xcb", "wayland")) for name in names):
        return  # offscreen, vnc …: no display needed
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        raise GraphAppError(
            "there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is "
            f"set): {_WITHOUT}; with QT_QPA_PLATFORM=offscreen the window opens unseen"
        )
    try_wayland = bool(wayland) and (not names or any(n.startswith("wayland") for n in names))
    if try_wayland and not _missing(_WAYLAND) and _wayland_answers():
        return
    if x11 and (not names or "xcb" in names):
        _require(_X11)
        if _x11_answers():
            return
    elif try_wayland:
        _require(_WAYLAND)
    raise GraphAppError(
        f"the display '{x11 or wayland}' cannot be reached or refuses this user: {_WITHOUT}"
    )


def missing_packages() -> list[str]:
    """Debian packages that a window on X11 would need and that are not there."""
    return [package for library, package in {**_DRAWING, **_X11}.items() if not _load(library)]


@contextmanager
def loading_qt() -> Iterator[None]:
    """Raise GraphAppError with the remedy if what is imported inside lacks Qt or a library."""
    try:
        yield
    except ImportError as error:
        raise (explain_import_error(error) or error) from error


@contextmanager
def drawing_unseen() -> Iterator[None]:
    """The same, for what draws without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    require_drawing()
    with loading_qt():
        yield


def explain_import_error(error: ImportError) -> GraphAppError | None:
    """The sentence for a Qt that does not load; None if it is something else."""
    if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("PySide6"):
        return GraphAppError("Qt is not installed: pip install PySide6-Essentials")
    library, colon, _ = str(error).partition(": cannot open shared object file")
    return _needs([library]) if colon else None


def _require(packages: dict[str, str]) -> None:
    missing = _missing(packages)
    if missing:
        raise _needs(missing)


def _needs(libraries: list[str]) -> GraphAppError:
    packages = {**_DRAWING, **_X11, **_WAYLAND}
    names = " ".join(packages[library] for library in libraries if library in packages)
    remedy = f"; on Debian or Ubuntu: apt install {names}" if names else ""
    return GraphAppError(
        f"Qt needs system libraries that are missing here ({', '.join(libraries)}){remedy}"
    )


def _missing(libraries: Iterable[str]) -> list[str]:
    return [library for library in libraries if _load(library) is None]


def _load(library: str) -> ctypes.CDLL | None:
    """Loaded, so that its own dependencies are seen too. Qt would load it a moment later."""
    try:
        return ctypes.CDLL(library)
    except OSError:
        return None


def _x11_answers() -> bool:
    """Connect as Qt will: by the same library, hence with the same rules and credentials."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    if "XDG_RUNTIME_DIR" not in os.environ and not os.environ["WAYLAND_DISPLAY"].startswith("/"):
        return False  # where the library would look; it complains on stderr
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = wayland.wl_display_connect(None)
    if not display:
        return False
    wayland.wl_display_disconnect(display)
    return True
