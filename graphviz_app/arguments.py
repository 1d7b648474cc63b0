"""What can be typed after ``graphviz-app``, and what is told when it cannot be."""

import argparse
import ast
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NoReturn, get_args

from graphviz_app import __version__
from graphviz_app.core.choices import Direction, Kind
from graphviz_app.core.wording import shortened
from graphviz_app.theme import THEMES

STDIN = Path("-")

_EPILOG = """\
graphviz-app FILE opens the window on a file, as 'graphviz-app gui FILE' does; without FILE it
starts with the examples. FILE is a text (*.cg) or a document (*.json); for eval and render '-' is
standard input. 'graphviz-app COMMAND --help' tells more.

exit codes: 0 fine, 1 something is wrong with the file or the system, 2 wrong usage, 70 a bug
"""
_EVAL = """\
Run the graph forwards and backwards and print every value and gradient, and for every edge the
local derivative and the contribution (what it hands back: gradient arriving × local derivative).
"""
_RENDER = """\
Write a picture of the graph: PNG, SVG or PDF by the ending of OUT. No display is needed.
"""


class Arguments(argparse.Namespace):
    """What was typed, checked."""

    command: Literal["eval", "render", "gui"]
    file: Path
    start: Path | None
    """What the window opens with."""
    set: list[tuple[str, object]]
    json: bool
    reading: Kind | None
    """None if it was not typed, as with ``direction``."""
    output: Path
    at: str
    theme: str
    scale: float
    transparent: bool
    direction: Direction | None
    engine: Literal["bundled", "dot"] | None


def read_arguments(argv: Sequence[str]) -> Arguments:
    """Understand a command line; wrong usage prints a line and exits with 2."""
    parser = _parser()
    typed = list(argv)
    if not typed or typed[0] not in (*_COMMANDS, "-h", "--help", "--version"):
        _refuse_misspelt_command(parser, typed)
        typed.insert(0, "gui")
    return parser.parse_args(typed, namespace=Arguments())


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"graphviz-app: {message} (try '{self.prog} --help')\n")


def _refuse_misspelt_command(parser: argparse.ArgumentParser, typed: Sequence[str]) -> None:
    """``graphviz-app evla x.cg`` would otherwise be told that evla is not a file."""
    # os.path, because it is quiet about names that cannot exist.
    if not typed or typed[0].startswith("-") or os.path.exists(typed[0]):  # noqa: PTH110
        return
    import difflib  # late: only a message needs it

    near = difflib.get_close_matches(typed[0], _COMMANDS, 1)
    hint = f", did you mean '{near[0]}'?" if near else ": there are eval, render and gui"
    if len(typed) > 1 or (near and "." not in typed[0]):
        parser.error(f"there is neither a command nor a file '{typed[0]}'{hint}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="graphviz-app",
        usage="graphviz-app [FILE]\n       graphviz-app {eval,render,gui} ...",
        description="Computation graphs in which the chain rule is seen to run.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"graphviz_app {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="graphviz-app"
    )
    for name, (about, declare) in _COMMANDS.items():
        description = {"eval": _EVAL, "render": _RENDER}.get(name)
        declare(
            commands.add_parser(
                name, help=about, description=description or about, allow_abbrev=False
            )
        )
    return parser


def _declare_eval(parser: argparse.ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        type=_assignment,
        action="append",
        default=[],
        help="another value for a leaf: x=2, or W=[[1,2],[3,4]]; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON, full precision")
    _add_reading(parser, "default: operators")


def _declare_render(parser: argparse.ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="*.png, *.svg or *.pdf"
    )
    parser.add_argument(
        "--at",
        metavar="WHEN",
        default="END",
        help="END (default), forward (values only), or backward:5 (after five steps back)",
    )
    parser.add_argument(
        "--theme", choices=list(THEMES), default="light", help="colours (default: light)"
    )
    parser.add_argument(
        "--scale", metavar="N", type=_scale, default=2.0, help="pixels per unit (PNG; default: 2)"
    )
    parser.add_argument("--transparent", action="store_true", help="without a background")
    parser.add_argument(
        "--direction",
        choices=get_args(Direction),
        help="left to right, or down (default: as the document says, else LR)",
    )
    parser.add_argument(
        "--engine", choices=["bundled", "dot"], help="the Graphviz to use: its own, or dot's"
    )
    _add_reading(parser, "default: as the document says, else operators")


def _declare_gui(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("start", metavar="FILE", nargs="?", type=Path, help="what to open")


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="*.cg or *.json, or '-' for standard input"
    )


def _add_reading(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--reading",
        choices=get_args(Kind),
        help=f"a node per operator, or per named line ({default})",
    )


_COMMANDS = {
    "eval": ("print values, gradients and what every edge hands back", _declare_eval),
    "render": ("write a picture: PNG, SVG or PDF", _declare_render),
    "gui": ("open the window (the same as no command)", _declare_gui),
}


def _assignment(text: str) -> tuple[str, object]:
    """``NAME=VALUE`` with a number or nested lists of numbers."""
    name, sign, written = text.partition("=")
    try:
        value: object = ast.literal_eval(written.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        value = None
    if not sign or not name.strip() or not _is_numeric(value):
        raise argparse.ArgumentTypeError(
            f"'{shortened(text)}' is not NAME=VALUE, such as x=2 or W=[[1,2],[3,4]]"
        )
    return name.strip(), value


def _is_numeric(value: object) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_numeric, value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max


def _scale(text: str) -> float:
    """A positive factor; over 20 a picture of this kind has no more to show."""
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0.05 <= scale <= 20:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a number from 0.05 to 20")
    return scale
