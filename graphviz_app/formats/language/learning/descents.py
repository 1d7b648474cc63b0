"""``descent("adam", rate=0.1, steps=200)``, as it is read."""

import ast
import re
from collections.abc import Mapping

from graphviz_app.core.learning.settings import OPTIMIZERS, Descent
from graphviz_app.core.wording import near, shortened
from graphviz_app.formats.descent_rules import (
    FIELDS,
    NUMBERS,
    SEED,
    WORDS,
    name_problem,
    unused,
)
from graphviz_app.formats.language.learning.columns import entries
from graphviz_app.formats.language.numerals.literal import computed, list_hint, tensor
from graphviz_app.formats.language.words.script import Script

_EXAMPLE = 'descent("adam", rate=0.1, steps=200)'
_OTHER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("lr", "learning_rate", "eta", "η", "step_size"), "rate"),
    **dict.fromkeys(("iterations", "iters", "num_steps", "n_steps"), "steps"),
    **dict.fromkeys(("eps", "ε"), "epsilon"),
    **dict.fromkeys(("beta_1", "β1", "β_1"), "beta1"),
    **dict.fromkeys(("beta_2", "β2", "β_2"), "beta2"),
    **dict.fromkeys(("weightdecay", "l2"), "weight_decay"),
    **dict.fromkeys(("batch_size", "batchsize"), "batch"),
    "rho": "alpha",
}
_EPOCHS = "steps are counted, not passes through the data: write steps=…"
_SENTENCES = {"epochs": _EPOCHS, "epoch": _EPOCHS}
_OPTIMIZERS: Mapping[str, str] = {
    **{name: name for name in OPTIMIZERS},
    "gd": "sgd",
    "gradientdescent": "sgd",
    "sgdmomentum": "momentum",
    "sgdwithmomentum": "momentum",
    "heavyball": "momentum",
    "nag": "nesterov",
}
"""Optimizers by what people call them, in small letters."""


def read_descent(call: ast.Call, script: Script) -> Descent:
    """What a ``descent(…)`` says; raises ParseError."""
    return _Reading(call, script).descent()


class _Reading:
    """One of them, keyword by keyword."""

    def __init__(self, call: ast.Call, script: Script) -> None:
        self._call, self._script = call, script
        self._places: dict[str, ast.expr] = {}
        """Where each field is written."""
        self._fields: dict[str, object] = {}
        self._nesterov = False

    def descent(self) -> Descent:
        """All of it."""
        self._take_optimizer()
        for keyword in self._call.keywords:
            self._take(keyword)
        self._as_momentum()
        optimizer = str(self._fields.get("optimizer", "sgd"))
        decline = str(self._fields.get("decline", "constant"))
        for name, place in self._places.items():
            if sentence := unused(name, optimizer, decline):
                raise self._script.at(place, sentence)
        return Descent(**self._fields)  # type: ignore[arg-type]  # each was checked

    def _take_optimizer(self) -> None:
        args = self._call.args
        if len(args) > 1:
            sentence = f"behind the optimizer every number has its name: {_EXAMPLE}"
            raise self._script.at(args[1], sentence)
        if args:
            self._put("optimizer", args[0], self._optimizer(args[0]))

    def _take(self, keyword: ast.keyword) -> None:
        word, value = keyword.arg, keyword.value
        if word is None:
            raise self._script.at(value, f"'**' says nothing here: {_EXAMPLE}")
        if word == "betas":
            self._take_betas(value)
        elif word == "nesterov":
            self._nesterov = self._truth(value)
        else:
            name = _OTHER_NAMES.get(word, word)
            if name not in FIELDS:
                raise self._unknown(word, value)
            self._put(name, value, self._read(name, value))

    def _unknown(self, word: str, value: ast.expr) -> Exception:
        if sentence := _SENTENCES.get(word):
            return self._script.at(value, sentence)
        hint = near(word, FIELDS) or f"; it has {', '.join(FIELDS[1:])}"
        return self._script.at(value, f"a descent has no '{shortened(word)}'{hint}")

    def _put(self, name: str, place: ast.expr, value: object) -> None:
        if name in self._places:
            raise self._script.at(place, f"the {name} of this descent is given twice")
        self._places[name], self._fields[name] = place, value

    def _read(self, name: str, value: ast.expr) -> object:
        if name == "optimizer":
            return self._optimizer(value)
        if name == "start":
            return self._start(value)
        if name == "name":
            return self._name(value)
        return self._word(name, value) if name in WORDS else self._number(name, value)

    def _number(self, name: str, value: ast.expr) -> float | int | None:
        rule = NUMBERS[name]
        if isinstance(value, ast.Constant) and value.value is None and name in _MAY_BE_NONE:
            return None
        number = computed(value, self._script)
        if number is None or not rule.holds(number):
            found = self._script.excerpt(value)
            raise self._script.at(value, f"{name} is {rule.said}, found '{found}'")
        return int(number) if rule.whole else number

    def _text(self, name: str, value: ast.expr, example: str) -> str:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        found = self._script.excerpt(value)
        written = f'"{found}"' if isinstance(value, ast.Name) else f'"{example}"'
        raise self._script.at(value, f"the {name} stands in quotes: write {written}")

    def _word(self, name: str, value: ast.expr) -> str:
        words = WORDS[name]
        word = self._text(name, value, words[0])
        if word not in words:
            hint = near(word, words)
            said = f"{name} is one of {', '.join(words)}, found '{shortened(word)}'{hint}"
            raise self._script.at(value, said)
        return word

    def _optimizer(self, value: ast.expr) -> str:
        word = self._text("optimizer", value, OPTIMIZERS[-1])
        found = _OPTIMIZERS.get(re.sub(r"[\W_]+", "", word.lower()))
        if found is None:
            hint = near(word, OPTIMIZERS) or f"; there are {', '.join(OPTIMIZERS)}"
            raise self._script.at(value, f"there is no optimizer '{shortened(word)}'{hint}")
        return found

    def _name(self, value: ast.expr) -> str:
        name = self._text("name", value, "slow")
        if problem := name_problem(name):
            raise self._script.at(value, problem)
        return name

    def _truth(self, value: ast.expr) -> bool:
        if not isinstance(value, ast.Constant) or not isinstance(value.value, bool):
            raise self._script.at(value, 'write descent("nesterov", …)')
        return value.value

    def _take_betas(self, value: ast.expr) -> None:
        pair = value.elts if isinstance(value, ast.Tuple | ast.List) else []
        if len(pair) != 2:
            raise self._script.at(value, "betas are two numbers: write betas=(0.9, 0.999)")
        for name, beta in zip(("beta1", "beta2"), pair, strict=True):
            self._put(name, beta, self._number(name, beta))

    def _start(self, value: ast.expr) -> object:
        match value:
            case ast.Constant(value=None):
                return None
            case ast.Dict() | ast.Call(func=ast.Name(id="dict")):
                return self._values(value)
        seed = computed(value, self._script)
        if seed is None or not SEED.holds(seed):
            found = self._script.excerpt(value)
            said = "a start is values of parameters, start=dict(w=0.3), or the seed of random ones"
            raise self._script.at(value, f"{said}, start=7; found '{found}'")
        return int(seed)

    def _values(self, node: ast.expr) -> Mapping[str, object]:
        values: dict[str, object] = {}
        for name, written in entries(node, self._script):
            value = tensor(written, self._script)
            if value is None:
                found, hint = self._script.excerpt(written), list_hint(written, self._script)
                raise self._script.at(
                    written, f"'{name}' starts from numbers, found '{found}'{hint}"
                )
            if name in values:
                raise self._script.at(written, f"the start of '{name}' is given twice")
            values[name] = value
        if not values:
            raise self._script.at(node, "this start is empty: write start=dict(w=0.3)")
        return values

    def _as_momentum(self) -> None:
        """SGD with momentum goes by another name here; so do both of Nesterov's."""
        optimizer = self._fields.get("optimizer", "sgd")
        if optimizer == "sgd" and self._fields.get("momentum") == 0:
            del self._fields["momentum"], self._places["momentum"]
        elif optimizer == "sgd" and "momentum" in self._fields:
            self._fields["optimizer"] = "nesterov" if self._nesterov else "momentum"
        elif optimizer == "momentum" and self._nesterov:
            self._fields["optimizer"] = "nesterov"
        elif self._nesterov and optimizer != "nesterov":
            raise self._script.at(self._call, f'{optimizer} is not Nesterov\'s: "nesterov" is')


_MAY_BE_NONE = ("rate", "batch", "seed")
