"""Words of other libraries: what is said where one of them is called."""

import ast
from collections.abc import Mapping

_LAYERS = "layers are written out as formulas, such as h = tanh(W @ x + b)"
_TRAINING = "how a graph is trained is no part of its text; a step is given by learning_rate(0.1)"
_GRADIENTS = "gradients are worked out by themselves; leave this line out"
_SHOWN = "every value is shown by itself; leave this line out"
_LOOPS = "there are no loops: a graph is written out line by line, or with tensors"
_LOSS = "a loss is written as a formula, such as L = 0.5*(t - a)**2"
_LEAF = "a value is given by input(2.0), parameter(2.0) or target(2.0)"
_SENTENCES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *(
                "sequential",
                "linear",
                "dense",
                "module",
                "flatten",
                "dropout",
                "embedding",
                "model",
            ),
            *("lstm", "gru", "rnn", "layer", "neuron", "mlp", "activation", "conv1d", "conv2d"),
            *("lstmcell", "grucell", "batchnorm1d", "batchnorm2d", "layernorm", "maxpool2d"),
        ),
        _LAYERS,
    ),
    **dict.fromkeys(
        ("adam", "adamw", "sgd", "rmsprop", "adagrad", "fit", "compile", "train", "minimize"),
        _TRAINING,
    ),
    **dict.fromkeys(
        ("backward", "zerograd", "gradienttape", "autograd", "gradients", "retaingrad"),
        _GRADIENTS,
    ),
    **dict.fromkeys(("print", "display", "plot", "show", "printf", "disp", "summary"), _SHOWN),
    **dict.fromkeys(("range", "enumerate", "zip", "map", "len"), _LOOPS),
    **dict.fromkeys(("mseloss", "bceloss", "crossentropyloss", "nllloss", "l1loss"), _LOSS),
    **dict.fromkeys(("variable", "placeholder", "tensor", "value", "array", "float"), _LEAF),
    "sqr": "the square is written x**2",
    "cbrt": "the cube root is written x**(1/3)",
    "seed": "the output is chosen by output(L); its gradient is 1",
}
_FUNCTIONS = frozenset(
    (
        *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "atan2", "arcsin"),
        *("arccos", "arctan", "sinh", "cosh", "asinh", "acosh", "atanh", "artanh", "arctanh"),
        *("exp2", "expm1", "log2", "log10", "log1p", "lg", "logit", "erf", "erfc", "gamma"),
        *("floor", "ceil", "round", "sign", "sgn", "clip", "clamp", "mod", "fmod", "rsqrt"),
        *("elu", "selu", "celu", "gelu", "silu", "swish", "mish", "glu", "prelu", "rrelu", "relu6"),
        *("leakyrelu", "softplus", "softsign", "softmax", "softmin", "logsoftmax", "logsigmoid"),
        *("hardtanh", "hardsigmoid", "hardswish", "step", "heaviside", "maxout", "sinc"),
        *("prod", "var", "std", "norm", "argmax", "argmin", "cumsum", "median", "dot", "outer"),
        *("inner", "cross", "det", "inv", "trace", "eye", "ones", "zeros", "rand", "randn"),
        *("concat", "stack", "reshape", "squeeze", "where", "gather", "onehot", "logsumexp"),
        *("mse", "mae", "bce", "hinge", "huber", "kl", "nll", "crossentropy"),
    )
)


def sentence_of(name: str) -> str:
    """What is said of a word that other libraries have; '' if nothing is."""
    return _SENTENCES.get(_folded(name), "")


def is_known(name: str) -> bool:
    """Whether a name that is unknown here means something elsewhere: it is no slip of the pen."""
    return _folded(name) in _FUNCTIONS or _folded(name) in _SENTENCES


def sentence_of_call(node: ast.expr) -> str:
    """The same of a call on a line of its own: ``y.backward()``, ``print(x)``."""
    match node:
        case ast.Call(func=ast.Attribute(attr="step" | "apply" | "update")):
            return _TRAINING
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return sentence_of(name)
    return ""


def _folded(name: str) -> str:
    return name.replace("_", "").lower()
