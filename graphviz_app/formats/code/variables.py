"""Names for a script's variables and functions: near the graph's own, and each for one thing."""

import builtins
import keyword
from collections.abc import Iterable

from graphviz_app.core.naming import fresh_name


class Variables:
    """Gives a name of Python to each node that is asked for."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._taken = {*dir(builtins), *keyword.kwlist, *keyword.softkwlist, *reserved}
        self._of: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """The variable that holds a node's value."""
        if id_ not in self._of:
            self._of[id_] = self.fresh(id_)
        return self._of[id_]

    def fresh(self, wish: str) -> str:
        """A name that nothing else has."""
        name = fresh_name(wish, self._taken)
        self._taken.add(name)
        return name
