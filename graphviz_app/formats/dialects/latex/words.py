r"""What commands mean: ``\sigma``, ``\ln``, ``\cdot``."""

from collections.abc import Mapping

FUNCTIONS: Mapping[str, str] = {
    "exp": "exp", "ln": "log", "log": "log", "tanh": "tanh", "sin": "sin", "cos": "cos",
    "tan": "tan", "arctan": "atan", "arcsin": "asin", "arccos": "acos", "sinh": "sinh",
    "cosh": "cosh", "max": "max", "min": "min", "relu": "relu", "sigmoid": "sigmoid",
    "softmax": "softmax", "sign": "sign", "sgn": "sign", "softplus": "softplus",
    "sigm": "sigmoid", "logistic": "sigmoid", "abs": "abs", "mean": "mean", "gelu": "gelu",
    "elu": "elu", "th": "tanh",
}  # fmt: skip
"""Commands, and words in ``\\operatorname`` and ``\\mathrm``, that are functions."""
BARE = (
    "ReLU",
    "relu",
    "softmax",
    "sigmoid",
    "tanh",
    "exp",
    "log",
    "ln",
    "sin",
    "cos",
    "max",
    "min",
)
"""Functions that people also write without the backslash."""
GREEK = frozenset(
    ("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta",
     "vartheta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau",
     "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
     "Pi", "Sigma", "Phi", "Psi", "Omega", "ell")
)  # fmt: skip
SPELLED = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "ell": "l"}
ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
           "widetilde": "tilde", "dot": "dot", "vec": "", "boldsymbol": "", "mathbf": "",
           "bm": "", "mathcal": "", "mathit": "", "mathsf": "", "mathbb": "", "bf": "",
           "underline": "", "mathscr": "", "pmb": ""}  # fmt: skip
"""Signs on a letter, and what they add to its name."""
BOLD = ("mathbf", "boldsymbol", "bm", "bf", "pmb", "vec")
"""Of these, those of vectors and matrices."""
WORDS = ("text", "mathrm", "operatorname", "textrm", "textit", "rm", "mathsf", "mbox")
TIMES = {"cdot": "*", "times": "*", "odot": "*", "circ": "*", "ast": "*", "div": "/"}
SPACES = frozenset(
    ("left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl",
     "biggr", "displaystyle", "textstyle", "limits", "nolimits", "nonumber", "notag", "!", ",",
     ";", ":", " ", ">", "mathstrut", "strut", "middle")
)  # fmt: skip
"""Commands that only say how something looks."""
RELATIONS = {"=": "=", "approx": "≈", "simeq": "≈", "equiv": "=", "coloneqq": "=", "doteq": "=",
             "triangleq": "=", "leftarrow": "←", "gets": "←", "≈": "≈", "≔": "="}  # fmt: skip
REFUSED = {
    "int": "an integral", "prod": "a product over an index", "lim": "a limit",
    "nabla": "a gradient", "pm": "a sign that is not certain", "binom": "a binomial coefficient",
    "infty": "infinity", "argmax": "argmax", "sup": "a supremum", "inf": "an infimum",
    "oint": "an integral", "iint": "an integral", "partial": "a derivative",
    "mathbbE": "an expected value", "in": "a set", "sim": "a distribution", "forall": "a set",
}  # fmt: skip
