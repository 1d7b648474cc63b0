"""The command line: finds the command, and says what a mistake looks like.

Exit codes: 0 fine, 1 a user's error (one line on stderr), 2 wrong usage, 70 a bug.
"""

import io
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from graphviz_app import __version__
from graphviz_app.arguments import read_arguments
from graphviz_app.commands.animate import ANIMATE
from graphviz_app.commands.backward import BACKWARD
from graphviz_app.commands.check import CHECK
from graphviz_app.commands.eval import EVAL
from graphviz_app.commands.explain import EXPLAIN
from graphviz_app.commands.gui import GUI
from graphviz_app.commands.render import RENDER
from graphviz_app.commands.told import FINE, complain
from graphviz_app.commands.train import INTERRUPTED, TRAIN
from graphviz_app.commands.worksheet import WORKSHEET
from graphviz_app.errors import GraphAppError

COMMANDS = (EVAL, RENDER, ANIMATE, EXPLAIN, BACKWARD, TRAIN, CHECK, WORKSHEET, GUI)
BUG = 70
_UNICODE = ("utf-8", "utf8", "utf-16", "utf-32")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv`` if none is given); returns the exit code."""
    _open_closed_streams()
    _speak_unicode()
    if argv is None and not sys.warnoptions:
        warnings.simplefilter("ignore")  # they are for whoever writes this, and here a person reads
    typed = sys.argv[1:] if argv is None else list(argv)
    command, options = read_arguments(typed, COMMANDS)
    try:
        return command.run(**options)
    except GraphAppError as error:
        return complain(str(error))
    except BrokenPipeError:
        return FINE  # whoever read has seen enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return complain("there is not enough memory for this")
    except Exception as error:  # noqa: BLE001  # the last resort: nobody is left to handle it
        return _report_bug(error)


def _report_bug(error: Exception) -> int:
    """What went wrong and where, short enough to be copied whole."""
    import platform
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    versions = f"graphviz_app {__version__}, Python {platform.python_version()}"
    sys.stderr.write(
        f"graphviz-app: a bug, and no mistake of yours: {type(error).__name__}: {error}\n"
        f"  in {place.name}, {Path(place.filename).name} line {place.lineno}"
        f" ({versions}, {platform.platform()})\n"
        "  Please report it with these lines, the command and the file.\n"
    )
    return BUG


def _open_closed_streams() -> None:
    """Python has None for a stream that is closed from the start, as a program without console."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _speak_unicode() -> None:
    """Signs such as − and → also where the terminal or file would be written in less."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in _UNICODE:
            stream.reconfigure(encoding="utf-8")
