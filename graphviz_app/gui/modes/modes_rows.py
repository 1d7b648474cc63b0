"""What the page Modes says of a run: the derivative in both modes, passes and work."""

from collections.abc import Iterator

from graphviz_app.core.forward.costs import Cost, costs
from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.wording import counted
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.tangents import compared
from graphviz_app.gui.modes.work_row import Work
from graphviz_app.gui.widgets.rows import Number, Section, Sentence
from graphviz_app.gui.widgets.sheet import Row

ABOUT = (
    "Forward mode takes one number x and carries ∂y/∂x along with every value y: one pass tells "
    "how everything moves with x. Reverse mode takes one output L and brings ∂L/∂x back to every "
    "number x: one pass is the whole gradient."
)


def modes_rows(run: ReadRun | None, element: object) -> Iterator[Row]:
    """Of a run, with the Jacobian of what is selected, else of the output."""
    yield Sentence(ABOUT, "caption", above=0)
    if isinstance(run, ForwardRun):
        yield from _derivative(run)
    if run is not None:
        yield from _passes(run, element)


def _derivative(run: ForwardRun) -> Iterator[Row]:
    output, found = run.output, run.of_output
    if output is None or found is None:
        return
    name = plain_symbol(run.graph, output)
    yield Section(f"∂{name}/∂{run.number}")
    yield Number(f"Tangent of {name}", found, "tangent")
    back = run.by_reverse_mode
    if back is not None:
        yield Number(f"Gradient of {run.number}", back, "gradient")
    if run.agrees:
        yield Sentence("✓ Both modes find the same", "right", above=8)
    elif back is not None:
        yield Sentence(compared(run), "caption", above=8)


def _passes(run: ReadRun, element: object) -> Iterator[Row]:
    trace = run.whole
    output = trace.output
    of = element if isinstance(element, str) and element in trace.values else output
    if output is not None:
        for cost in costs(trace, output)[:1]:
            name = plain_symbol(trace.graph, output)
            by = counted(cost.inputs, cost.by)
            what = "Gradient" if cost.outputs == 1 else "Jacobian"
            yield from _cost(f"{what} of {name} by {by}", cost)
    if of is not None:
        for cost in costs(trace, of)[::-1][:1]:
            if (of, cost.by) != (output, "parameter") and cost.edges:
                numbers = counted(cost.outputs, "number")
                by = counted(cost.inputs, cost.by)
                name = plain_symbol(trace.graph, of)
                yield from _cost(f"Jacobian of {name}, {numbers}, by {by}", cost)
    yield Sentence(
        "Forward mode needs a pass for each number that is differentiated by, reverse mode one for "
        "each number that is differentiated; each walks over the edges between. Select a node for "
        "its Jacobian.",
        "caption",
        above=14,
    )


def _cost(title: str, cost: Cost) -> Iterator[Row]:
    yield Sentence(title, "title", above=22)
    most = max(cost.forward[1], cost.reverse[1], 1)
    for mode, (passes, work), tone in (
        ("Forward", cost.forward, "tangent"),
        ("Reverse", cost.reverse, "gradient"),
    ):
        words = f"{passes:,} pass{'' if passes == 1 else 'es'}"
        yield Work(mode, words, f"{counted(work, 'edge')}", work / most, tone)
