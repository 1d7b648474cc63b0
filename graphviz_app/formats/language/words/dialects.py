"""Words of NumPy, PyTorch, TensorFlow and micrograd, where what they mean here is certain.

Where a person's own value or function has such a name, it is that.
"""

import math
from collections.abc import Mapping

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.field import sentence_of
from graphviz_app.formats.language.words.grammar import operator_called

PREFIXES = frozenset(
    {
        *("np", "numpy", "np.linalg", "numpy.linalg", "math", "cmath", "scipy.special", "special"),
        *("torch", "torch.linalg", "torch.special", "torch.nn", "nn", "F", "nn.functional"),
        *("torch.nn.functional", "functional", "tf", "tf.math", "tf.nn", "tf.linalg", "tensorflow"),
        *("tf.keras.activations", "keras.activations", "tf.keras.losses", "keras.losses"),
        *(
            "jnp",
            "jnp.linalg",
            "jax",
            "jax.numpy",
            "jax.nn",
            "jax.lax",
            "lax",
            "mx.nd",
            "cupy",
            "cp",
        ),
    }
)
"""What stands before the word, with a dot."""
WORDS: Mapping[str, str] = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "fabs": "abs", "negative": "neg",
    "multiply": "mul", "subtract": "sub", "divide": "div", "true_divide": "div", "mm": "matmul",
    "mv": "matmul", "bmm": "matmul", "reduce_sum": "sum", "reduce_mean": "mean",
    "reduce_max": "max", "reduce_min": "min", "reduce_prod": "prod",
    "reduce_logsumexp": "logsumexp", "expit": "sigmoid", "swish": "silu",
    "hardtanh": "hard_tanh", "hardsigmoid": "hard_sigmoid", "clamp": "clip",
    "clip_by_value": "clip", "concatenate": "concat", "cat": "concat", "view": "reshape",
    "unsqueeze": "expand_dims",
    "detach": "stop_gradient", "sgn": "sign", "rint": "round", "mse_loss": "mse",
    "l1_loss": "l1", "smooth_l1_loss": "smooth_l1", "huber_loss": "huber",
    "binary_cross_entropy": "bce", "binary_cross_entropy_with_logits": "bce_with_logits",
}  # fmt: skip
"""Their words for operators that are called otherwise here."""
LAYERS: Mapping[str, str] = {
    "ReLU": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "LeakyReLU": "leaky_relu", "ELU": "elu",
    "SELU": "selu", "GELU": "gelu", "SiLU": "silu", "Mish": "mish", "Softplus": "softplus",
    "Softsign": "softsign", "Softmax": "softmax", "LogSoftmax": "log_softmax",
    "Hardsigmoid": "hard_sigmoid", "Hardtanh": "hard_tanh",
}  # fmt: skip
"""Layers without parameters, which are made before they are called: ``nn.ReLU()(x)``."""
LOSSES: Mapping[str, str] = {
    "MSELoss": "mse", "L1Loss": "l1", "SmoothL1Loss": "smooth_l1", "HuberLoss": "huber",
    "BCELoss": "bce", "BCEWithLogitsLoss": "bce_with_logits",
    "CrossEntropyLoss": "softmax_cross_entropy", "NLLLoss": "nll",
    "MultiMarginLoss": "multi_margin",
}  # fmt: skip
"""These take their attributes by name only: PyTorch has them in another order."""
WHOLE_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("F.cross_entropy", "nn.functional.cross_entropy", "torch.nn.functional.cross_entropy"),
        "softmax_cross_entropy",
    ),
    **dict.fromkeys(("jax.nn.swish", "tf.nn.swish", "jax.nn.silu", "tf.nn.silu"), "silu"),
}
"""Words that mean something of their own behind one prefix."""
UNCERTAIN: Mapping[str, str] = {
    "torch.var": "torch.var divides by n - 1: write var(x, ddof=1)",
    "torch.std": "torch.std divides by n - 1: write std(x, ddof=1)",
    ".var": "NumPy divides by n, PyTorch by n - 1: write var(x) or var(x, ddof=1)",
    ".std": "NumPy divides by n, PyTorch by n - 1: write std(x) or std(x, ddof=1)",
    **dict.fromkeys(
        ("F.dropout", "nn.functional.dropout", "torch.nn.functional.dropout", "torch.dropout"),
        "what is dropped must be known here: write dropout(x, [1, 0, 1], p=0.5) with its mask",
    ),
    **dict.fromkeys(
        ("F.kl_div", "nn.functional.kl_div", "torch.nn.functional.kl_div"),
        "PyTorch's kl_div takes logarithms: write kl(p, q), p the true probabilities",
    ),
}
"""What is refused, because it would mean something else."""
MAKERS = frozenset(
    {
        *("array", "asarray", "tensor", "Tensor", "as_tensor", "FloatTensor", "DoubleTensor"),
        *("Value", "Variable", "Parameter", "float64", "float32", "convert_to_tensor"),
    }
)
"""Calls around a number or a list that only make it a value."""
BARE_MAKERS = MAKERS - {"float64", "float32", "as_tensor", "convert_to_tensor"}
"""Of these, those that are written without a prefix too."""
LEARNT = frozenset({"Parameter", "nn.Parameter", "torch.nn.Parameter", "tf.Variable"})
"""Those of a value that is learnt."""
SAME = frozenset(
    {
        *("item", "clone", "copy", "numpy", "float", "double", "contiguous", "cpu"),
        *("requires_grad_", "squeeze_", "to_numpy"),
    }
)
"""Methods that give the value itself."""
ATTRIBUTES: Mapping[str, str] = {
    "dim": "axis",
    "negative_slope": "alpha",
    "keepdim": "keepdims",
    "dims": "axes",
}
"""Their names for attributes."""
NO_MATTER = frozenset({"dtype", "device", "name", "label", "inplace", "copy"})
"""Attributes that change nothing here."""
NUMBERS: Mapping[str, float] = {"pi": math.pi, "e": math.e, "tau": math.tau}


def word_of(word: str, prefix: str = "") -> str | None:
    """The operator that a word means behind ``np``, behind nothing, or as a method, ``.``."""
    whole = WHOLE_WORDS.get(f"{prefix}.{word}")
    if whole in OPS:
        return whole
    if word[:1].isupper() and sentence_of(word):
        return LOSSES.get(word) if LOSSES.get(word) in OPS else None  # of sizes, not of values
    if word == "dot" and (prefix or "dot" not in OPS):
        return "matmul"  # of matrices too, while dot is of vectors
    if word == "t" and prefix == ".":
        return "transpose"
    found = operator_called(word) or WORDS.get(word) or LAYERS.get(word)
    return found if found in OPS else None
