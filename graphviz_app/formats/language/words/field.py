"""Words of other libraries: what is said where one of them is called."""

import ast
from collections.abc import Mapping

_LAYERS = "layers are written out as formulas, such as h = tanh(W @ x + b)"
_TRAINING = 'how a graph learns is said by a line such as descent("adam", rate=0.1)'
_DATA = 'rows for inputs and targets are given by data("xor.csv") or data(x=[0, 1], t=[1, 0])'
_FROZEN = "a parameter that stays where it is is said by frozen(w)"
_RATE = "the learning rate is said by learning_rate(0.1)"
_GRADIENTS = "gradients are worked out by themselves; leave this line out"
_SHOWN = "every value is shown by itself; leave this line out"
_LOOPS = "there are no loops: a graph is written out line by line, or with tensors"
_LOSS = "a loss is written as a formula, such as L = 0.5*(t - a)**2"
_LEAF = "a value is given by input(2.0), parameter(2.0) or target(2.0)"
_SAID: Mapping[str, str] = {
    _LAYERS: """sequential linear dense module flatten dropout embedding model lstm gru rnn layer
        neuron mlp activation conv1d conv2d lstmcell grucell batchnorm1d batchnorm2d layernorm
        maxpool2d""",
    _TRAINING: """adam adamw sgd rmsprop adagrad fit compile train minimize optimizer optimize
        gradientdescent nesterov learn steps epochs iterations batch batchsize""",
    _DATA: "dataset readcsv csv loadtxt genfromtxt loadcsv table dataframe",
    _FROZEN: "freeze freezed fix fixed trainable untrainable notrainable",
    _RATE: "lr rate eta η alpha stepsize",
    _GRADIENTS: "backward zerograd gradienttape autograd gradients retaingrad",
    _SHOWN: "print display plot show printf disp summary",
    _LOOPS: "range enumerate zip map len",
    _LOSS: "mseloss bceloss crossentropyloss nllloss l1loss gaussiannllloss ctcloss",
    _LEAF: "variable placeholder tensor value array float",
    "the square is written x**2": "sqr",
    "the cube root is written x**(1/3)": "cbrt",
}
_SENTENCES = {word: sentence for sentence, words in _SAID.items() for word in words.split()}
_FUNCTIONS = """sin cos tan cot sec csc asin acos atan atan2 arcsin arccos arctan sinh cosh asinh
    acosh atanh artanh arctanh exp2 expm1 log2 log10 log1p lg logit erf erfc gamma floor ceil round
    sign sgn clip clamp mod fmod rsqrt elu selu celu gelu silu swish mish glu prelu rrelu relu6
    leakyrelu softplus softsign softmax softmin logsoftmax logsigmoid hardtanh hardsigmoid hardswish
    step heaviside maxout sinc prod var std norm argmax argmin cumsum median dot outer inner cross
    det inv trace eye ones zeros rand randn concat stack reshape squeeze where gather onehot
    logsumexp mse mae bce hinge huber kl nll crossentropy"""
_KNOWN = frozenset((*_FUNCTIONS.split(), *_SENTENCES))


def sentence_of(name: str) -> str:
    """What is said of a word that other libraries have; '' if nothing is."""
    return _SENTENCES.get(_folded(name), "")


def is_known(name: str) -> bool:
    """Whether a name that is unknown here means something elsewhere: it is no slip of the pen."""
    return _folded(name) in _KNOWN


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
