"""What a claim is about, as mathematics and in words."""

from collections.abc import Sequence

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.explain.formula import symbol
from graphviz_app.explain.notation import name_latex, plain_name

NEW = r"\mathrm{new}"
"""Above what is meant after a step."""
EDGE = r"\;\text{(edge)}"
"""Behind a derivative that is not over all paths."""


def claim_latex(graph: Graph, claim: Claim) -> str:
    r"""``h_1``, ``\partial L/\partial w``, ``w^{\mathrm{new}}``, ``\partial a/\partial z``."""
    of = _latex(graph, claim.of, claim.element)
    match claim.kind:
        case "grad":
            output = "?" if graph.output is None else symbol(graph, graph.output)
            return rf"\partial {output}/\partial {of}"
        case "after":
            return rf"{of}^{{{NEW}}}"
        case "d":
            by = _latex(graph, claim.by, claim.by_element)
            return rf"\partial {of}/\partial {by}{EDGE if claim.edge else ''}"
    return of


def claim_name(graph: Graph, claim: Claim) -> str:
    """``h1``, ``∂L/∂w``, ``w after the step``, ``∂a/∂z``: for buttons, menus and screen readers."""
    of = _plain(claim.of, claim.element)
    match claim.kind:
        case "grad":
            return f"∂{plain_name(graph.output or '?')}/∂{of}"
        case "after":
            return f"{of} after the step"
        case "d":
            alone = " along the edge" if claim.edge else ""
            return f"∂{of}/∂{_plain(claim.by, claim.by_element)}{alone}"
    return of


def _plain(id_: str, element: Sequence[int]) -> str:
    return f"{plain_name(id_)}[{', '.join(map(str, element))}]" if element else plain_name(id_)


def _latex(graph: Graph, id_: str, element: Sequence[int]) -> str:
    if id_ not in graph.nodes:
        return name_latex(id_)
    if not element:
        return symbol(graph, id_)
    if min(element) < 0:
        return name_latex(id_, ",".join(map(str, element)))
    return name_latex(f"{id_}[{','.join(map(str, element))}]")
