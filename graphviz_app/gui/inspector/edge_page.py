"""What the inspector says about an edge: what it carried, what it hands back, and why."""

from functools import partial
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.explain.explain import (
    STEERS,
    Explanation,
    gradient_sum,
    line_local_derivative,
    plain_symbol,
    share_caption,
)
from graphviz_app.explain.numerals import plain
from graphviz_app.gui.widgets.sheet import Sheet
from graphviz_app.numbers import MINUS, in_panel

if TYPE_CHECKING:
    from graphviz_app.gui.inspector.page_frame import PageFrame as Inspector


def edge_title(run: ReadRun, index: int) -> str:
    """``w → ×``."""
    source, target = run.reading.edges[index][:2]
    return f"{shown_name(run, source)} → {shown_name(run, target)}"


def shown_name(run: ReadRun, node: str) -> str:
    """A node as it is called in headings."""
    return plain_symbol(run.graph, node)


def placed_name(run: ReadRun, node: str) -> str:
    """The same in a list, where two signs have to be told apart: ``×  in z``."""
    name, line = shown_name(run, node), line_of(run.graph, node)
    return name if line == node else f"{name}  in {line}"


def edge_page(inspector: "Inspector", run: ReadRun, index: int) -> Sheet:
    """The sheet about one edge of the reading."""
    edge = run.reading.edges[index]
    sheet = Sheet(inspector.theme)
    sheet.heading(edge_title(run, index), "edge")
    value, share = run.value(edge.source), run.contribution(index)
    upstream, local = run.gradient(edge.target), run.local(index)
    sheet.row("Value carried", value, "value")
    if edge.control:
        sheet.space(12)
        sheet.sentence(f"This edge {STEERS}. {_steered(run, edge.members)}")
    else:
        target = shown_name(run, edge.target)
        sheet.row(f"Gradient at {target}", upstream, "gradient")
        sheet.row("Local derivative", local)
        sheet.row("Contribution", share, "gradient")
        _why(sheet, run, index, (upstream, local, share))
    _ends(sheet, inspector, run, edge.source, edge.target)
    if value is not None and not isinstance(value, float):
        table = inspector.tensor_table()
        table.name_tabs("Value carried", "Contribution")
        table.set_tensor(value, share)
        sheet.add(table, 16)
    return sheet


def _steered(run: ReadRun, members: tuple[Edge, ...]) -> str:
    """What becomes of operands that only steer."""
    graph = run.graph
    ends = [e for e in members if graph.nodes[e.target].op != "where"]
    used = [user for edge in ends for user in graph.outgoing[edge.target]]
    if all(graph.nodes[user.target].op == "where" and user.slot == 0 for user in used):
        return "It decides which branch is taken."
    return "A comparison stays the same when its operands change a little."


def _why(
    sheet: Sheet,
    run: ReadRun,
    index: int,
    numbers: tuple[Value | None, Value | None, Value | None],
) -> None:
    """The local derivative, then times what arrives: this edge's share of the gradient."""
    upstream, local, share = numbers
    edge = run.reading.edges[index]
    found = line_local_derivative(run, index)
    sheet.section("Why")
    _told(sheet, found)
    target = shown_name(run, edge.target)
    if isinstance(upstream, float) and isinstance(local, float) and isinstance(share, float):
        sheet.sentence(f"times the gradient that arrives at {target}:", "caption", above=6)
        sheet.sentence(f"{in_panel(local)} · {signed(upstream)} = {in_panel(share)}", above=2)
    elif share is not None:
        handed = f"What this edge hands back to {shown_name(run, edge.source)}:"
        sheet.sentence(handed, "caption", above=6)
        _told(sheet, share_caption(run, index))
    if share is not None:
        _sum_of_shares(sheet, run, edge.source)


def _told(sheet: Sheet, found: Explanation) -> None:
    """Numbers stand in the formula's line where both are short."""
    single = found.numbers.count("= ") == 1 and plain(found.numbers) is not None
    if single and "[" not in found.numbers:
        found = found._replace(symbols=found.whole, numbers="")
    sheet.told(found)


def _sum_of_shares(sheet: Sheet, run: ReadRun, source: str) -> None:
    """Where several edges hand something back, how their shares add up to the gradient."""
    known = [share for _, share in run.shares(source)]
    if len(known) < 2 or source not in run.trace.gradients or source == run.output:
        return  # the output's gradient is where all begins, not a sum
    name = shown_name(run, source)
    sheet.sentence(
        f"This is one of {len(known)} shares. The gradient of {name} is their sum:",
        "caption",
        above=10,
    )
    sheet.formula(gradient_sum(run, source, known).whole, size=15)


def signed(value: float) -> str:
    """A factor or summand: in brackets if it is negative."""
    text = in_panel(value)
    return f"({text})" if text.startswith(MINUS) else text


def _ends(sheet: Sheet, inspector: "Inspector", run: ReadRun, source: str, target: str) -> None:
    """From where to where, as jumps."""
    sheet.space(18)
    for name, node in (("From", source), ("To", target)):
        sheet.words(
            name,
            placed_name(run, node),
            partial(inspector.element_chosen.emit, node),
        )
