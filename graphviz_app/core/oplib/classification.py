"""Losses of classification: of probabilities, log-probabilities, logits and scores.

Predictions are one row per example, with a number for each class; a target is the number of a class
or a row of the same shape (one 1 among zeros, or any probabilities). Which of the two it is, its
shape tells.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.core.op import Choice, Numbers, Op, Shape
from graphviz_app.core.oplib import class_losses as by_hand
from graphviz_app.core.oplib import losses_of_numbers as numbers
from graphviz_app.core.oplib.loss import elementwise_loss
from graphviz_app.core.oplib.loss_reduction import REDUCTION_HELP, in_torch, reduced
from graphviz_app.core.oplib.row_loss import (
    TARGETS_HELP,
    along,
    cases_of_rows,
    row_loss,
    target_of,
)

_F = "torch.nn.functional."
_ROWS = ((3,), (2, 3))
_P, _Q = Numbers([0.2, 0.5, 0.3]), Numbers([[0.1, 0.6, 0.3], [0.25, 0.5, 0.25]])
_Q_ROW = Numbers([0.1, 0.6, 0.3])
_R = Numbers([[0.25, 0.5, 0.25], [0.1, 0.6, 0.3]])


_BY_NUMBER = (((3,), Numbers(1.0)), ((2, 3), Numbers([2.0, 0.0])))
_BY_ROW = (((3,), _P), ((2, 3), _Q))
_FROM_PROBABILITIES = (
    (_P, Numbers(1.0)),
    (_Q, Numbers([2.0, 0.0])),
    (_Q_ROW, _P),
    (Numbers(0.4), Numbers(1.0)),
    (_R, _Q),
)


PROBABILITIES = (
    elementwise_loss(
        "bce",
        "binary cross-entropy of a probability",
        "-(t*log(p) + (1 - t)*log(1 - p))",
        ((1, "(1 - t)/(1 - p) - t/p"), (1, "log(1 - p) - log(p)")),
        by_hand=by_hand.bce,
        slopes_by_hand=(by_hand.bce_slope, by_hand.bce_target_slope),
        on_floats=(numbers.bce, numbers.bce_slope, numbers.bce_target_slope),
        within="(p > 0)*(p < 1)",
        domain="only of probabilities between 0 and 1",
        symbol="BCE",
        aliases=("binary_cross_entropy", "bce_loss"),
        help="−(t ln p + (1 − t) ln(1 − p)) of a probability p and a target t between 0 and 1; "
        "0 times ln 0 counts as 0. After a sigmoid the product of both derivatives is p − t.",
        torch=f"{_F}binary_cross_entropy(p, t, reduction='none')",
        cases=cases_of_rows((Numbers(0.7), Numbers(1.0)), (_P, Numbers([0.0, 1.0, 0.4])), (_Q, _R)),
    ),
    elementwise_loss(
        "bce_with_logits",
        "binary cross-entropy of a sigmoid, from what goes into it",
        "-(t*log(sigmoid(z)) + (1 - t)*log(1 - sigmoid(z)))",
        ((1, "sigmoid(z) - t"), (-1, "z")),
        operands=("z", "t"),
        by_hand=by_hand.bce_with_logits,
        slopes_by_hand=(by_hand.bce_with_logits_slope, lambda z, t: -z),
        on_floats=(
            numbers.bce_with_logits,
            numbers.bce_with_logits_slope,
            numbers.bce_with_logits_target_slope,
        ),
        symbol="BCE of σ",
        latex=r"\mathrm{BCE}\left(\sigma\left($z\right), $t\right)",
        aliases=("binary_cross_entropy_with_logits", "sigmoid_cross_entropy"),
        help="The binary cross-entropy of σ(z), worked out as max(z, 0) − z·t + ln(1 + e^−|z|), "
        "which a large logit does not spoil. Its derivative is σ(z) − t.",
        torch=f"{_F}binary_cross_entropy_with_logits(z, t, reduction='none')",
    ),
    row_loss(
        "cross_entropy",
        "cross-entropy of probabilities",
        ("p", "t"),
        "-sum($t*log(p)$end)",
        ((-1, "$g*$t/p"), (-1, "$g*log(p)")),
        by_hand=by_hand.cross_entropy,
        slopes_by_hand=(by_hand.cross_entropy_slope, by_hand.cross_entropy_target_slope),
        on_floats=(
            numbers.cross_entropy,
            numbers.cross_entropy_slope,
            numbers.cross_entropy_target_slope,
        ),
        within="p > 0",
        domain="only of probabilities above 0",
        symbol="CE",
        aliases=("categorical_cross_entropy",),
        help=f"−Σ t ln p of probabilities p, such as softmax gives. {TARGETS_HELP} (PyTorch's "
        "function of this name takes logits: that is softmax_cross_entropy here.)",
        torch="-((torch.nn.functional.one_hot(t.long(), p.shape[-1]) if t.ndim < p.ndim else t)"
        "*p.log()).sum(-1)",
        cases=cases_of_rows(*_FROM_PROBABILITIES),
    ),
    row_loss(
        "softmax_cross_entropy",
        "cross-entropy of a softmax, from the logits",
        ("z", "t"),
        "-sum($t*log(p)$end)",
        ((1, "$g*(softmax(z)$total - $t)"), (-1, "$g*log_softmax(z)")),
        first="p = softmax(z)\n",
        by_hand=by_hand.softmax_cross_entropy,
        slopes_by_hand=(by_hand.softmax_cross_entropy_slope, by_hand.minus_log_softmax),
        symbol="CE of softmax",
        latex=r"\mathrm{CE}\left(\mathrm{softmax}\left($z\right), $t\right)",
        aliases=("cross_entropy_with_logits", "softmax_cross_entropy_with_logits"),
        help=f"−Σ t ln p with p = softmax(z), worked out from the logits z. {TARGETS_HELP} "
        "The derivative by the logits is p − t, if the target adds up to 1.",
        torch=f"{_F}cross_entropy(z, t.long() if t.ndim < z.ndim else t, reduction='none')",
        cases=cases_of_rows(*_BY_NUMBER, *_BY_ROW),
    ),
    row_loss(
        "nll",
        "negative log-likelihood: of log-probabilities the one of the class",
        ("logp", "t"),
        "-sum($t*logp$end)",
        ((-1, "$g*$t"), (-1, "$g*logp")),
        symbol="NLL",
        aliases=("nll_loss",),
        help=f"−Σ t·log p of log-probabilities, such as log_softmax gives. {TARGETS_HELP}",
        torch="-((torch.nn.functional.one_hot(t.long(), logp.shape[-1]) if t.ndim < logp.ndim "
        "else t)*logp).sum(-1)",
        cases=cases_of_rows(*_BY_NUMBER, *_BY_ROW),
    ),
    row_loss(
        "kl",
        "how far a distribution q is from the true one, p",
        ("p", "q"),
        "sum(p*log(p/q)$end)",
        ((1, "$g*(log(p/q) + 1)"), (-1, "$g*p/q")),
        by_hand=by_hand.kl,
        slopes_by_hand=(by_hand.kl_slope, by_hand.kl_model_slope),
        on_floats=(numbers.kl, numbers.kl_slope, numbers.kl_model_slope),
        within="(p > 0)*(q > 0)",
        domain="only of probabilities above 0",
        symbol="KL",
        aliases=("kl_divergence",),
        help="Σ p ln(p/q), Kullback and Leibler's divergence of p from q: p is the true "
        "distribution, q the model's; where p is 0 nothing is added. Of several rows the mean.",
        torch="(p*(p/q).log()).sum(-1)",
        cases=cases_of_rows((_P, _Q_ROW), (_Q, _R)),
    ),
)


def _margins(scale: bool) -> Choice:
    """Σ max(0, s_j − s_t + margin) over all classes but the right one."""

    def written(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
        classes, end = shapes["s"][-1], along(shapes["s"])
        kept = along(shapes["s"], ", keepdims=True")
        total = f"sum((1 - h)*max(0, s - right + margin){end})" + (f"/{classes}" if scale else "")
        return f"h = {target_of(('s', 't'), shapes)}\nright = sum(h*s{kept})\n" + reduced(
            total, attrs["reduction"], len(shapes["s"]) < 2
        )

    return written


def _margin_loss(name: str, about: str, scale: bool, torch: str, **entry: Any) -> Op:
    return Op(
        name=name,
        about=about,
        operands=("s", "t"),
        attrs=MappingProxyType({"margin": 1.0, "reduction": "mean"}),
        expansion=_margins(scale),
        elementwise=False,
        cues=("s", "t"),
        torch=in_torch(torch),
        cases=cases_of_rows(*_BY_NUMBER),
        **entry,
    )


_THEIR_MARGIN = (
    "(torch.clamp(s - s.gather(-1, t.long()[..., None]) + margin, min=0).sum(-1) - margin)"
)

MARGINS = (
    _margin_loss(
        "multiclass_hinge",
        "hinge loss of several classes: every wrong score within the margin counts",
        False,
        _THEIR_MARGIN,
        symbol="SVM",
        aliases=("svm_loss",),
        help="Σ max(0, s_j − s_t + margin) over all classes j but the right one t (Weston and "
        f"Watkins). {TARGETS_HELP} {REDUCTION_HELP}",
    ),
    _margin_loss(
        "multi_margin",
        "the same divided by the number of classes, as in PyTorch",
        True,
        f"{_THEIR_MARGIN}/s.shape[-1]",
        symbol="multi margin",
        aliases=("multi_margin_loss",),
        help="Σ max(0, s_j − s_t + margin)/C over all C classes j but the right one t: "
        f"multiclass_hinge as PyTorch scales it. {TARGETS_HELP} {REDUCTION_HELP}",
    ),
    Op(
        name="cosine_similarity",
        about="the cosine of the angle between two vectors",
        operands=("a", "b"),
        attrs=MappingProxyType({"axis": -1}),
        expansion="sum(a*b, axis=axis)/"
        "(sqrt(sum(square(a), axis=axis))*sqrt(sum(square(b), axis=axis)))",
        elementwise=False,
        symbol="cos",
        latex=r"\cos\left($a, $b\right)",
        help="a·b/(|a| |b|): 1 for the same direction, 0 at right angles, −1 for opposite ones; of "
        "matrices row by row. A vector of zeros has no direction, so it has no value.",
        torch=f"{_F}cosine_similarity(a, b, axis)",
        cases=tuple((((shape), (shape)), {}) for shape in _ROWS),
    ),
)

CLASSIFICATION = (*PROBABILITIES, *MARGINS)
