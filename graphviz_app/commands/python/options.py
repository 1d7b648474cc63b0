"""Keywords of Python as the options of a command: each option is one, and there are no others."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

from graphviz_app.arguments import Command
from graphviz_app.core.wording import near

_POSITIONAL = ("file", "output", "help")
"""What is no keyword: the graph, the file, and the help."""


def keywords(command: Command) -> Mapping[str, argparse.Action]:
    """All that can be said: ``--min-text`` is min_text, ``--from`` is start."""
    parser = argparse.ArgumentParser(add_help=False)
    command.declare(parser)
    found: dict[str, argparse.Action] = {}
    for action in parser._actions:
        if action.dest not in _POSITIONAL and action.option_strings:
            found[_word(action)] = action
            found.setdefault(action.dest, action)
    return found


def typed(command: Command, options: Mapping[str, object]) -> list[str]:
    """Keywords as they are typed on a command line; raises TypeError for one that is not known."""
    known = keywords(command)
    for word in options:
        if word not in known:
            raise TypeError(
                f"{command.name} has no option '{word}'{near(word, known)} (there are "
                f"{', '.join(known)})"
            )
    return [part for word, value in options.items() for part in _option(known[word], word, value)]


def _word(action: argparse.Action) -> str:
    """The longest way to type it, as a name."""
    longest = max(action.option_strings, key=len)
    return longest.removeprefix("--").replace("-", "_")


def _option(action: argparse.Action, word: str, value: object) -> Iterator[str]:
    name = max(action.option_strings, key=len)
    if action.const is False and word == action.dest:
        value = value is not None and not value  # source=False is --no-source
    if value is None:
        return
    is_switch = action.nargs == 0 and not isinstance(action, argparse.BooleanOptionalAction)
    if is_switch or (action.nargs == "?" and isinstance(value, bool)):
        yield from [name] if value else []
    elif isinstance(action, argparse.BooleanOptionalAction):
        yield action.option_strings[0 if value else -1]
    else:
        yield f"{name}={_value(action, value)}"


def _value(action: argparse.Action, value: object) -> str:
    if isinstance(value, bool) and action.choices and {*action.choices} == {"on", "off"}:
        return "on" if value else "off"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ("x" if "x" in str(action.metavar) else ",").join(map(str, value)) or "none"
    return str(value)
