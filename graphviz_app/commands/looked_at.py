"""How a graph is looked at, as it is typed: which reading, which numbers, which colours."""

import argparse
from typing import TYPE_CHECKING, get_args

from graphviz_app.arguments import add_reading
from graphviz_app.core.choices import BiasPlace, EdgeNumbers, EngineName, StyleName, Way
from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import Hidden
from graphviz_app.core.wording import shortened
from graphviz_app.theme import THEMES

if TYPE_CHECKING:
    from argparse import _ArgumentGroup as Group

    from graphviz_app.core.view import View

_SAID = ("reading", "direction", "engine", "style", "edge_numbers", "bias", "marks", "shapes")
"""What is called in a view as it is typed."""
_SHOWN = {"values": "values", "gradients": "gradients", "local": "locals", "shapes": "shapes"}
"""What may stand on nodes and edges besides names and signs, and what a view calls it."""


def add_look(parser: argparse.ArgumentParser) -> tuple["Group", "Group"]:
    """The options that say it; ``view_of`` takes what was typed.

    Gives back their groups, of what is shown and of how it looks, for what else belongs there.
    """
    shown, look = (parser.add_argument_group(title) for title in ("what is shown", "looks"))
    _add_shown(shown)
    _add_asked(shown)
    _add_mode(shown)
    _add_looks(look)
    return shown, look


def _add_shown(group: "Group") -> None:
    add_reading(group, "default: as the document says, else operators")
    group.add_argument(
        "--show",
        metavar="WHAT",
        type=_shown,
        help=f"on nodes and edges: {', '.join(_SHOWN)} (or several: values,local), or none but "
        "names and signs; without numbers they are smaller",
    )
    group.add_argument(
        "--shapes", action="store_true", default=None, help="the shape of what each edge carries"
    )
    group.add_argument(
        "--edge-numbers",
        choices=get_args(EdgeNumbers),
        help="on edges: all, those that nodes do not show, or none (default: new)",
    )
    group.add_argument(
        "--groups",
        metavar="N",
        type=_depth,
        help="groups are open so many in each other, the rest is folded; 0 folds all",
    )
    group.add_argument(
        "--bias",
        choices=get_args(BiasPlace),
        help="of neurons: inside them, or on edges from a 1 (default: inside)",
    )


def _add_asked(group: "Group") -> None:
    group.add_argument(
        "--marks", action="store_true", default=None, help="mark dead and saturated units"
    )
    group.add_argument(
        "--ask",
        metavar="WHAT",
        type=_hidden,
        default=("claims",),
        help="empty boxes instead of values, gradients (or values,gradients), or the claims that "
        "are not answered (default); none shows all",
    )


def _add_mode(group: "Group") -> None:
    group.add_argument(
        "--mode",
        choices=("reverse", "forward"),
        default="reverse",
        help="gradients, or tangents by one number (default: reverse)",
    )
    group.add_argument(
        "--wrt", metavar="NAME", help="in forward mode: the number, such as x or W[0,1]"
    )


def _add_looks(group: "Group") -> None:
    group.add_argument(
        "--theme",
        choices=list(THEMES),
        help="colours (default: light; paper, where a size on paper is typed)",
    )
    group.add_argument(
        "--style",
        choices=get_args(StyleName),
        help="numbers on the nodes, or on the wires between signs (default: cards)",
    )
    group.add_argument(
        "--direction",
        choices=get_args(Way),
        help="left to right, or down (default: as the document says, else auto)",
    )
    group.add_argument(
        "--engine", choices=get_args(EngineName), help="the Graphviz to use: its own, or dot's"
    )


def view_of(graph: Graph, said: dict[str, object]) -> "View":
    """What was typed, taken out of the rest of it."""
    from graphviz_app.core.view import View

    fields = {name: said.pop(name) for name in _SAID}
    shown = said.pop("show")
    if isinstance(shown, frozenset):
        fields |= {field: word in shown for word, field in _SHOWN.items() if word != "shapes"}
        fields["shapes"] = fields["shapes"] or "shapes" in shown
    depth, mode, wrt = said.pop("groups"), said.pop("mode"), said.pop("wrt")
    folded = _folded(graph, depth) if isinstance(depth, int) else None
    moves = mode == "forward" or wrt is not None
    return View(**fields, folded=folded, tangents=moves, wrt=wrt)  # type: ignore[arg-type]  # as the options say


def _folded(graph: Graph, depth: int) -> tuple[str, ...]:
    """The groups that are folded where so many in each other are open."""
    from graphviz_app.core.reading import read
    from graphviz_app.core.reading.folded import folded_below, group_paths

    return folded_below(group_paths(read(graph, "operators")), depth)


def _hidden(text: str) -> tuple[Hidden, ...]:
    """Kinds of numbers, parted by commas."""
    words = [word.strip() for word in text.split(",")]
    kinds = get_args(Hidden)
    if words == ["none"]:
        return ()
    if unknown := [word for word in words if word not in kinds]:
        raise argparse.ArgumentTypeError(
            f"'{shortened(unknown[0])}' is not one of {', '.join(kinds)}, none"
        )
    return tuple(kind for kind in kinds if kind in words)


def _shown(text: str) -> frozenset[str]:
    """What is written on nodes and edges, parted by commas."""
    words = [word.strip() for word in text.split(",")]
    if words == ["none"]:
        return frozenset()
    if unknown := [word for word in words if word not in _SHOWN]:
        raise argparse.ArgumentTypeError(
            f"'{shortened(unknown[0])}' is not one of {', '.join(_SHOWN)}, none"
        )
    return frozenset(words)


def _depth(text: str) -> int:
    """A whole number from 0 on."""
    if not text.isdecimal() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a whole number such as 0")
    return int(text)
