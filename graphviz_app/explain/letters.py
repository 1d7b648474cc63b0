"""The letters of neurons in formulas: δ₂ and z₂ of h₂, and a of one that nobody has named."""

from collections.abc import Mapping
from functools import lru_cache

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import Reading
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.notation import name_latex


def delta_letter(reading: Reading, id_: str) -> str:
    """δ of a neuron, with the subscripts of its name: δ₂ of h₂, or δ_h."""
    return _free(reading, id_, (r"\delta", r"\Delta"))


def sum_letter(reading: Reading, id_: str) -> str:
    """z of a neuron by its name; of one that has none z with the subscripts of the neuron's."""
    own = reading.neurons[id_].sum
    if is_named(reading.graph, own):
        return name_latex(own)
    return _free(reading, id_, ("z", "n", r"\Sigma"))


def unnamed_letter(reading: Reading, id_: str) -> str:
    """What a neuron without a name is called among others: Σ2; '' if it is the only one."""
    name = _numbered(reading, id_)
    return name if name != r"\Sigma" else ""


@lru_cache(maxsize=4)
def letters_of(reading: Reading) -> Mapping[str, str]:
    """What neurons without a name are called in formulas: a of one with an activation, else z."""
    unnamed = (id_ for id_ in reading.neurons if not is_named(reading.graph, id_))
    return {
        id_: sum_letter(reading, id_)
        if reading.neurons[id_].activation is None
        else _free(reading, id_, ("a", "o", "h"))
        for id_ in unnamed
    }


def _free(reading: Reading, id_: str, letters: tuple[str, ...]) -> str:
    """The first of some letters that nothing is called; else the last."""
    taken = {name_latex(name) for name in reading.graph.nodes if is_named(reading.graph, name)}
    found = [_lettered(reading, id_, letter) for letter in letters]
    return next((letter for letter in found if letter not in taken), found[-1])


def _lettered(reading: Reading, id_: str, letter: str) -> str:
    """A letter with a neuron's subscripts, or its name where that would not tell it from others."""
    graph, own = reading.graph, _subscripts(reading.graph, id_)
    others = (_subscripts(graph, other) for other in reading.neurons if other != id_)
    if own in others:
        own = name_latex(id_) if is_named(graph, id_) else _numbered(reading, id_)
    return f"{letter}_{{{own}}}" if len(own) > 1 else f"{letter}_{own}".removesuffix("_")


def _numbered(reading: Reading, id_: str) -> str:
    """Σ, or Σ2 for the second neuron without a name."""
    unnamed = [other for other in reading.neurons if not is_named(reading.graph, other)]
    return r"\Sigma" if len(unnamed) == 1 else rf"\Sigma {unnamed.index(id_) + 1}"


def _subscripts(graph: Graph, id_: str) -> str:
    """What stands under the line in a name: 2,1 of a2_1."""
    if not is_named(graph, id_):
        return ""
    return name_latex(id_).partition("_")[2].removeprefix("{").removesuffix("}")
