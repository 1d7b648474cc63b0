"""The part of the table of actions that is about what is selected: its name, role, group, place."""

from dataclasses import replace

from graphviz_app.gui.window.action import ActionSpec, Need, act

RULE = None


def _shape(id_: str, text: str, *, tip: str, keys: str = "", needs: Need = "node") -> ActionSpec:
    """Something that is done to the selected nodes."""
    spec = act(id_, text, calls=f"shaping.{id_}", keys=keys, tip=tip, needs=needs)
    return replace(spec, on_canvas=True)


def _role(role: str) -> ActionSpec:
    spec = act(
        f"make_{role}",
        f"Make {'an' if role == 'input' else 'a'} {role}",
        calls="shaping.make",
        tip=f"The selected leaves are {role}s",
        needs="leaves",
    )
    return replace(spec, value=role)


NODE: tuple[ActionSpec | None, ...] = (
    _shape("rename", "Rename…", keys="F2", tip="Another name; all that uses it follows"),
    _shape("label", "Label…", keys="Ctrl+L", tip="Words drawn instead of the name"),
    RULE,
    _shape("make_output", "Make the output", keys="O", tip="What gradients are of"),
    *(_role(role) for role in ("input", "parameter", "target", "constant")),
    RULE,
    _shape(
        "make_group",
        "Group…",
        keys="Ctrl+G",
        tip="The lines of the selected nodes in a group",
        needs="nodes",
    ),
    _shape(
        "ungroup",
        "Ungroup",
        keys="Ctrl+Shift+G",
        tip="Take the group around it apart",
        needs="in_group",
    ),
    _shape("rename_group", "Rename group…", tip="Another name for its group", needs="in_group"),
    RULE,
    replace(
        act(
            "let_go",
            "Let go of its place",
            calls="moving.let_go",
            keys="U",
            tip="The layout says where it is",
            needs="pinned",
        ),
        on_canvas=True,
    ),
    act(
        "let_all_go",
        "Let all nodes go",
        calls="moving.let_all_go",
        keys="Shift+U",
        tip="The layout says where all of them are",
        needs="pins",
    ),
)
