"""The program in a process of its own.

A program that shows a graph may have a Qt of its own, another display, or none: nothing of ours
is loaded into it, and what it has stays as it is.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import graphviz_app
from graphviz_app.errors import GraphAppError

_PREFIX = "graphviz-app: "
_BUG = 70


def done(arguments: Sequence[str], document: bytes | None) -> list[str]:
    """Run a command to its end; returns what it complains of, although it has done its work.

    ``document`` is what it reads from standard input. Raises GraphAppError for wrong options,
    and RuntimeError for a mistake of ours.
    """
    command = [sys.executable, "-m", "graphviz_app", *arguments]
    finished = subprocess.run(
        command, input=document or b"", capture_output=True, env=_surroundings(), check=False
    )
    told = [_plain(line) for line in finished.stderr.decode("utf-8", "replace").splitlines()]
    if finished.returncode == _BUG or finished.returncode < 0:
        raise RuntimeError("\n".join(told) or f"graphviz-app ended with {finished.returncode}")
    if finished.returncode == 2:
        raise GraphAppError(told[-1].partition(" (try '")[0] if told else "wrong options")
    return told if finished.returncode else []


def opened(argument: str, document: bytes | None) -> "subprocess.Popen[bytes]":
    """A window on a file, or on a document that it is given."""
    command = [sys.executable, "-m", "graphviz_app", "gui", argument]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=_surroundings())
    assert process.stdin is not None
    try:
        process.stdin.write(document or b"")
        process.stdin.close()
    except BrokenPipeError:  # it says itself why it has not read
        pass
    return process


def _surroundings() -> dict[str, str]:
    """As here, with this package to be found."""
    home = str(Path(graphviz_app.__file__).resolve().parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _plain(line: str) -> str:
    return line.removeprefix(_PREFIX)
