"""How the command line is understood, and what is told when it cannot be; what commands share."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn, get_args

from graphviz_app import __version__
from graphviz_app.core.choices import Kind

STDIN = Path("-")
USUAL = "gui"
"""The command that is meant if none is typed."""

_EPILOG = """\
graphviz-app FILE opens the window on a file, as 'graphviz-app gui FILE' does; without FILE it
starts with the examples. FILE is a text (*.cg), a document (*.json), or a picture that was made
here, which carries its graph; programs (*.py, *.ipynb) and formulas (*.tex) are translated.
'-' is standard input.
'graphviz-app COMMAND --help' tells more.

exit codes: 0 fine, 1 something is wrong with the file or the system, 2 wrong usage, 70 a bug
"""


class Command(NamedTuple):
    """One command: what it is for, how it is typed, and what does it."""

    name: str
    about: str
    """In a few words, for the list of commands."""
    description: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[..., int]
    """Takes what was declared, by name; returns the exit code. Heavy imports are its own."""


def read_arguments(
    argv: Sequence[str], commands: Sequence[Command]
) -> tuple[Command, Mapping[str, object]]:
    """Understand a command line; wrong usage prints a line and exits with 2."""
    parser, typed = _parser(commands), list(argv)
    known = {command.name: command for command in commands}
    if not typed or typed[0] not in (*known, "-h", "--help", "--version"):
        _refuse_misspelt_command(parser, typed, list(known))
        typed.insert(0, USUAL)
    options = vars(parser.parse_args(typed))
    return known[options.pop("command")], options


def add_file(parser: argparse.ArgumentParser) -> None:
    """The graph, as ``file``."""
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="*.cg, *.json, a picture that carries its graph, or '-' for standard input",
    )


def add_reading(parser: "argparse._ActionsContainer", default: str) -> None:
    """How it is read, as ``reading``: None if that was not typed."""
    parser.add_argument(
        "--reading",
        choices=get_args(Kind),
        help=f"a node per operator, per named line, or per neuron ({default})",
    )


class _Help(argparse.RawDescriptionHelpFormatter):
    """With the longest command in one line with what it is for."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = 13  # its own measure leaves out how far commands are indented


class _CommandHelp(argparse.HelpFormatter):
    """Lines of examples stay as they are, all else is filled."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:
            return "\n".join(indent + line for line in text.splitlines())
        return super()._fill_text(text, width, indent)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"graphviz-app: {message} (try '{self.prog} --help')\n")


def _refuse_misspelt_command(
    parser: argparse.ArgumentParser, typed: Sequence[str], known: Sequence[str]
) -> None:
    """``graphviz-app evla x.cg`` would otherwise be told that evla is not a file."""
    # os.path, because it is quiet about names that cannot exist.
    if not typed or typed[0].startswith("-") or os.path.exists(typed[0]):  # noqa: PTH110
        return
    import difflib  # late: only a message needs it

    near = difflib.get_close_matches(typed[0], known, 1)
    all_of_them = f": there are {', '.join(known[:-1])} and {known[-1]}"
    hint = f", did you mean '{near[0]}'?" if near else all_of_them
    if len(typed) > 1 or (near and "." not in typed[0]):
        parser.error(f"there is neither a command nor a file '{typed[0]}'{hint}")


def _parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    names = ",".join(command.name for command in commands)
    parser = _Parser(
        prog="graphviz-app",
        usage=f"graphviz-app [FILE]\n       graphviz-app {{{names}}} ...",
        description="Computation graphs in which the chain rule is seen to run.",
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"graphviz_app {__version__}")
    choice = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="graphviz-app"
    )
    for name, about, description, declare, _ in commands:
        of_command = choice.add_parser(
            name,
            help=about,
            description=description,
            formatter_class=_CommandHelp,
            allow_abbrev=False,
        )
        declare(of_command)
    return parser
