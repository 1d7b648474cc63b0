"""Names of places in a TikZ picture: letters that stand for themselves there."""

import re
from collections.abc import Iterable, Mapping


def place_names(ids: Iterable[str]) -> Mapping[str, str]:
    """A name for each node, as like its own as TikZ allows: ``z.mul1`` is ``z-mul1``."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", id_.replace("'", "-prime")).strip("-") or "node"
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain}-{count}"
        taken.add(name)
        made[id_] = name
    return made
