"""The part of the table of actions that is about numbers that are asked for, and covered."""

from dataclasses import replace

from graphviz_app.gui.window.action import ActionSpec, act, toggle

RULE = None


def _on_canvas(spec: ActionSpec) -> ActionSpec:
    return replace(spec, on_canvas=True)


def _all(kind: str) -> ActionSpec:
    tip = f"Every one of the {kind} is an empty field of the graph"
    spec = act(f"ask_{kind}", f"Ask for all {kind}", calls="on_graph.asking.ask_all", tip=tip)
    return replace(spec, value=kind, needs="graph")


ASK: tuple[ActionSpec | None, ...] = (
    _on_canvas(
        act(
            "ask_here",
            "Ask here",
            calls="on_graph.asking.ask_here",
            keys="Q",
            tip="An empty field instead of its number; again: no longer",
            needs="selection",
        )
    ),
    _on_canvas(
        act(
            "ask_gradient",
            "Ask for its gradient",
            calls="on_graph.asking.ask_gradient",
            keys="Shift+Q",
            tip="An empty field instead of its gradient; again: no longer",
            needs="selection",
        )
    ),
    RULE,
    _all("values"),
    _all("gradients"),
    act(
        "take_back",
        "Take all questions back",
        calls="on_graph.asking.take_back",
        tip="What is not answered is asked no longer",
        needs="questions",
    ),
    RULE,
    _on_canvas(
        act(
            "answer",
            "Answer",
            calls="on_graph.revealing.answer",
            keys="Return",
            tip="Type the covered number; while presenting, reveal it",
            needs="covered",
        )
    ),
    act(
        "next_question",
        "Next question",
        calls="on_graph.revealing.next_question",
        keys="N",
        tip="Type the next number that is asked for",
        needs="questions",
    ),
    act(
        "reveal",
        "Reveal or hide",
        calls="on_graph.revealing.reveal",
        keys="H",
        tip="The true number of what is selected, or of the step",
        needs="asked",
    ),
    act(
        "reveal_all",
        "Reveal or hide all",
        calls="on_graph.revealing.reveal_all",
        keys="Shift+H",
        tip="All true numbers, and all covers again",
        needs="covers",
    ),
    RULE,
    toggle(
        "cover_steps",
        "Cover what each step finds",
        calls="on_graph.revealing.cover_steps",
        keys="P",
        tip="For a lecture: guess, then reveal with a click or Page Down",
    ),
    toggle(
        "cover_values",
        "Cover all values",
        calls="on_graph.revealing.cover_values",
        keys="",
        tip="For a lecture; the document stays as it is",
    ),
    toggle(
        "cover_gradients",
        "Cover all gradients",
        calls="on_graph.revealing.cover_gradients",
        keys="",
        tip="For a lecture; the document stays as it is",
    ),
)
