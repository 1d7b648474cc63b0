"""Units that are dead or saturated, in words."""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.units import SATURATED, Unit, units
from graphviz_app.core.wording import counted
from graphviz_app.explain.why.names import spot, with_value


def fate_sentence(trace: Trace, node: str, unit: Unit) -> str:
    """``dead: ReLU at h puts out 0 and hands nothing back, as z = −1.2000``."""
    where = spot(trace.graph, node)
    some = "" if unit.of == 1 else f"{unit.many:,} of {counted(unit.of, 'unit')}: "
    for_all = f" for all {unit.examples:,} examples" if unit.examples > 1 else ""
    operand = with_value(trace, unit.operand)
    at = f", at {operand}" if unit.of == unit.examples == 1 else for_all
    if unit.fate == "dead":
        return f"{some}dead: {where} puts out 0 and hands nothing back{at}"
    return f"{some}saturated: the slope of {where} is under {SATURATED}{at}"


def fates(run: ReadRun) -> dict[str, list[str]]:
    """By what is drawn, sentences about the units in it; nothing of folded groups."""
    found, drawn = units(run.trace), {}
    for id_, members in run.reading.members.items() if found else ():
        said = [fate_sentence(run.trace, m, found[m]) for m in members if m in found]
        if said:
            drawn[id_] = said
    return drawn
