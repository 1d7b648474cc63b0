"""Lines that say something of learning, as they are read."""

import ast

from graphviz_app.core.learning.settings import DataUse
from graphviz_app.formats.descent_rules import NUMBERS
from graphviz_app.formats.language.learning.columns import read_columns
from graphviz_app.formats.language.learning.descents import read_descent
from graphviz_app.formats.language.learning.mentions import leaf_names
from graphviz_app.formats.language.learning.said import Said
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence
from graphviz_app.formats.limits import MAX_PATH

_FROZEN = "frozen takes names of parameters: write frozen(w) or frozen(w, b)"
_DATA = 'data is a file, data("xor.csv"), or columns by their names, data(x=[0, 1], t=[1, 0])'


def read_said(call: ast.Call, script: Script) -> Said:
    """What a call of one of the words says; raises ParseError."""
    assert isinstance(call.func, ast.Name)
    names = tuple((name.id, name.span) for name in leaf_names(call, script))
    match call.func.id:
        case "frozen":
            return Said(_frozen(call, script), names, script.span(call))
        case "descent":
            if sentence := comma_sentence(script.written(call)):
                raise script.at(call, sentence)
            return Said(read_descent(call, script), names, script.span(call))
    return Said(_data(call, script), names, script.span(call))


def _frozen(call: ast.Call, script: Script) -> tuple[str, ...]:
    if not call.args or call.keywords:
        raise script.at(call, _FROZEN)
    names = {name.node: name.id for name in leaf_names(call, script)}
    for written in call.args:
        if isinstance(written, ast.Subscript):
            raise script.at(written, "a parameter is frozen as a whole: leave the brackets out")
        if written not in names:
            raise script.at(written, f"{_FROZEN}, found '{script.excerpt(written)}'")
    return tuple(names.values())


def _data(call: ast.Call, script: Script) -> DataUse:
    match call:
        case ast.Call(args=[ast.Constant(value=str(path)) as written], keywords=[]):
            if not path.strip() or len(path) > MAX_PATH or not path.isprintable():
                sentence = f"a path has 1 to {MAX_PATH} printable characters on one line"
                raise script.at(written, sentence)
            return DataUse(path)
        case ast.Call(
            args=[ast.Constant(value=str())], keywords=[ast.keyword(arg=str(word)), *_]
        ) if word in NUMBERS:
            sentence = f'{word} is said of a descent: descent("sgd", {word}=…)'
            raise script.at(call.keywords[0].value, sentence)
        case ast.Call(args=[] | [ast.Dict()]) if call.args or call.keywords:
            return DataUse(columns=read_columns(call, script))
    raise script.at(call, _DATA)
