"""The functions that a program calls, in the files beside this one: only those that it needs."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_FILES = ("tensors.js", "windows.js", "functions.js")
_FUNCTION = re.compile(r"^function (\w+)\(.*?^}\n", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"\w+")


@cache
def runtime() -> Mapping[str, str]:
    """The source of each function by its name."""
    found: dict[str, str] = {}
    for name in _FILES:
        text = _text(name)
        found |= {match[1]: match[0] for match in _FUNCTION.finditer(text)}
    return found


def engine() -> str:
    """What runs a program: ``ran(structure, leaves)`` and derivatives beyond it."""
    return _text("engine.js")


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def with_runtime(sources: Iterable[str]) -> str:
    """These, with all functions of the runtime that they call, directly or not."""
    texts = list(sources)
    needed: set[str] = set()
    waiting = list(texts)
    while waiting:
        for word in _WORD.findall(waiting.pop()):
            if word in runtime() and word not in needed:
                needed.add(word)
                waiting.append(runtime()[word])
    return "\n".join([*(text for name, text in runtime().items() if name in needed), *texts])
