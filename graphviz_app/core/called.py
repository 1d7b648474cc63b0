"""What is said of nodes, by what those are called now."""

from collections.abc import Mapping
from typing import TypeVar

Said = TypeVar("Said")


def called(said: Mapping[str, Said], now: Mapping[str, str]) -> dict[str, Said]:
    """What is said of nodes and of their elements, by what those are called now.

    Of folded groups (``a/b/``) it stays as it is.
    """
    names = ((_name_now(id_, now), of) for id_, of in said.items())
    return {id_: of for id_, of in names if id_}


def _name_now(id_: str, now: Mapping[str, str]) -> str:
    if id_ in now or id_.endswith("/"):
        return now.get(id_, id_)
    whole, bracket, element = id_.partition("[")
    return f"{now[whole]}{bracket}{element}" if bracket and whole in now else ""
