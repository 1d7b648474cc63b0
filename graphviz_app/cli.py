"""The command line: what is asked for, and what a mistake looks like.

Exit codes: 0 fine, 1 a user's error (one line on stderr), 2 wrong usage, 70 a bug.
"""

import io
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app import __version__
from graphviz_app.arguments import STDIN, Arguments, read_arguments
from graphviz_app.errors import DocumentError, GraphAppError

if TYPE_CHECKING:
    from graphviz_app.core.graph import Graph
    from graphviz_app.core.problem import Problem

FINE, USER_ERROR, BUG, INTERRUPTED = 0, 1, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv`` if none is given); returns the exit code."""
    _open_closed_streams()
    _speak_unicode()
    if argv is None and not sys.warnoptions:
        warnings.simplefilter("ignore")  # they are for whoever writes this, and here a person reads
    arguments = read_arguments(sys.argv[1:] if argv is None else list(argv))
    try:
        code = _COMMANDS[arguments.command](arguments)
    except GraphAppError as error:
        return _complain(str(error))
    except BrokenPipeError:
        return FINE  # whoever read has seen enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return _complain("there is not enough memory for this")
    except Exception as error:  # noqa: BLE001  # the last resort: nobody is left to handle it
        return _report_bug(error)
    return code


def _eval(arguments: Arguments) -> int:
    """Print the numbers; a result that is not finite is an error, told after all the others."""
    from graphviz_app.core.autodiff import run
    from graphviz_app.core.read_run import ReadRun
    from graphviz_app.core.reading import read
    from graphviz_app.report import as_json, as_table

    graph = _graph(arguments.file)
    trace = run(graph, dict(arguments.set))
    shown = ReadRun(trace, read(graph, arguments.reading or "operators"))
    _print(as_json(shown) if arguments.json else as_table(shown))
    return _tell(shown.problems)


def _render(arguments: Arguments) -> int:
    """Write a picture, without a display; of a broken graph, of what could be computed."""
    from graphviz_app.core.view import View
    from graphviz_app.platform_check import require_drawing
    from graphviz_app.theme import THEMES

    graph = _graph(arguments.file)
    _spare(arguments.file, arguments.output)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    require_drawing()
    try:
        from graphviz_app.export.picture import export_picture
    except ImportError as error:
        raise _explained(error) from error
    trace = export_picture(
        graph,
        arguments.output,
        View(arguments.reading, arguments.direction, engine=arguments.engine),
        at=arguments.at,
        theme=THEMES[arguments.theme],
        scale=arguments.scale,
        transparent=arguments.transparent,
    )
    return _tell(trace.problems)


def _spare(file: Path, output: Path) -> None:
    """Raise if the picture would take the place of the graph it is made of."""
    # os.path, because it is quiet about names that cannot exist.
    if file != STDIN and os.path.exists(output) and os.path.samefile(file, output):  # noqa: PTH110, PTH121
        raise GraphAppError(f"the picture would replace the graph '{output}': choose another name")


def _gui(arguments: Arguments) -> int:
    """Open the window; a file that is not there is told here rather than in an empty window."""
    from graphviz_app.platform_check import require_window

    if arguments.start is not None:
        _require_file(arguments.start)
    require_window()
    try:
        from graphviz_app.gui.app import open_window
    except ImportError as error:
        raise _explained(error) from error
    return open_window(arguments.start)


def _require_file(path: Path) -> None:
    """Raise with the reason if there is nothing to be opened."""
    from graphviz_app.formats.looking import is_file
    from graphviz_app.formats.replacing import reason_of

    if is_file(path):
        return
    try:
        path.stat()
        why = "it is not a file"
    except FileNotFoundError:
        why = "it does not exist"
    except (OSError, ValueError) as error:
        why = reason_of(error)
    raise GraphAppError(f"'{path}' cannot be opened: {why}")


def _graph(file: Path) -> "Graph":
    """Load the file, or read standard input: a document if it starts with a brace."""
    from graphviz_app.formats import from_json, load, parse

    if file != STDIN:
        return load(file)
    text = _standard_input()
    return from_json(text) if text.lstrip().startswith("{") else parse(text)


def _standard_input() -> str:
    from graphviz_app.formats.limits import MAX_FILE, thousands

    try:
        content = sys.stdin.buffer.read(MAX_FILE + 1)
    except OSError as error:
        raise DocumentError(f"standard input cannot be read: {_why(error)}") from None
    if len(content) > MAX_FILE:
        raise DocumentError(f"more than {thousands(MAX_FILE)} bytes come from standard input")
    if not content.strip():
        raise DocumentError("standard input is empty")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError("standard input is not text in UTF-8") from None


def _print(text: str) -> None:
    """To standard output, all of it; raises BrokenPipeError, or GraphAppError for a full disk."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        # Python would try, and complain, again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise GraphAppError(f"the numbers cannot be printed: {_why(error)}") from None


def _why(error: OSError) -> str:
    from graphviz_app.formats.replacing import reason_of

    return reason_of(error)


def _tell(problems: "Sequence[Problem]") -> int:
    """One line for each of the first; what could be computed has been shown by then."""
    for problem in problems[:_TOLD]:
        _complain(problem.message)
    if len(problems) > _TOLD:
        _complain(f"and {len(problems) - _TOLD} more such problems; 'eval --json' lists them all")
    return USER_ERROR if problems else FINE


def _explained(error: ImportError) -> Exception:
    from graphviz_app.platform_check import explain_import_error

    return explain_import_error(error) or error


def _complain(sentence: str) -> int:
    sys.stderr.write(f"graphviz-app: {sentence}\n")
    return USER_ERROR


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


_TOLD = 5
_UNICODE = ("utf-8", "utf8", "utf-16", "utf-32")
_COMMANDS = {"eval": _eval, "render": _render, "gui": _gui}
