"""The part of the table of actions that is about learning."""

from graphviz_app.gui.window.action import ActionSpec, act, toggle

RULE = None

LEARN: tuple[ActionSpec | None, ...] = (
    act(
        "train",
        "Train or pause",
        calls="learning.train",
        keys="Shift+Space",
        tip="Steps of gradient descent, one after the other",
        needs="graph",
    ),
    act(
        "train_step",
        "One step",
        calls="learning.step_on",
        keys="Shift+Right",
        tip="One step of gradient descent",
        needs="graph",
    ),
    act(
        "train_back",
        "One step back",
        calls="learning.step_back",
        keys="Shift+Left",
        tip="The numbers before the last step",
        needs="graph",
    ),
    act(
        "train_start",
        "To before the first step",
        calls="learning.to_start",
        keys="Shift+Home",
        tip="The numbers that learning began with",
        needs="graph",
    ),
    act(
        "train_last",
        "To the last step",
        calls="learning.to_last",
        keys="Shift+End",
        tip="The last step that was made",
        needs="graph",
    ),
    act(
        "train_to_end",
        "Train to the end",
        calls="learning.train_to_end",
        keys="Ctrl+T",
        tip="All steps in one go",
        needs="graph",
    ),
    RULE,
    toggle(
        "loss_curve",
        "Loss curve",
        calls="learning.curve.set_on",
        keys="I",
        tip="How the loss falls, under the graph",
    ),
    act(
        "compare_runs",
        "Compare with another run…",
        calls="learning.compare",
        tip="From the same start with another η, optimizer or start",
        needs="graph",
    ),
    toggle(
        "side_by_side",
        "Two graphs side by side",
        calls="learning.beside.set_on",
        keys="",
        tip="Two runs as two graphs, in step",
    ),
    RULE,
    act(
        "open_data",
        "Open data…",
        calls="learning.feeding.open",
        tip="A table whose rows feed the inputs and targets",
        needs="graph",
    ),
    act(
        "paste_data",
        "Paste data",
        calls="learning.feeding.paste",
        tip="Cells copied from a spreadsheet, as rows for the inputs and targets",
        needs="graph",
    ),
)
"""Everything that trains."""
