"""Formulas in LaTeX, and the same in Python."""

from typing import NamedTuple


class Formula(NamedTuple):
    """A text, the values of its leaves, and one of its names as an expression of Python."""

    latex: str
    given: str
    name: str
    value: str


FORMULAS = (
    Formula(r"\frac{1}{1+e^{-x}}", "x=1", "y", "sigmoid(x)"),
    Formula(r"y = \sigma(w x + b)", "w=1 x=1 b=1", "y", "sigmoid(w*x + b)"),
    Formula(r"$$ y = \sigma(wx + b) $$", "w=1 x=1 b=1", "y", "sigmoid(w*x + b)"),
    Formula(r"\sigma(x) = \frac{1}{1+e^{-x}}", "x=1", "y", "sigmoid(x)"),
    Formula(r"L = \frac{1}{2}(t-a)^2", "t=1 a=0.5", "L", "(t - a)**2/2"),
    Formula(r"L = \frac12 \left( t - a \right)^2", "t=1 a=0.5", "L", "(t - a)**2/2"),
    Formula(r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}", "x=1", "y", "tanh(x)"),
    Formula(r"f(x) = \ln(1 + e^{x})", "x=1", "f", "log(1 + exp(x))"),
    Formula(
        r"L = -\left( y \ln \hat{y} + (1-y) \ln (1-\hat{y}) \right)",
        "y=1 yhat=0.5",
        "L",
        "-(y*log(yhat) + (1 - y)*log(1 - yhat))",
    ),
    Formula(r"y = \left| x - 1 \right|", "x=0.5", "y", "abs(x - 1)"),
    Formula(r"y = |\,2 - x\,| + \lvert x \rvert", "x=1", "y", "abs(2 - x) + abs(x)"),
    Formula(r"r = \sqrt{x^2 + y^2}", "x=1 y=1", "r", "sqrt(x*x + y*y)"),
    Formula(r"y = \sqrt[3]{x}", "x=1", "y", "x**(1/3)"),
    Formula(
        r"x = 2, \quad w = -0.5, \quad b = 1 \\ z = w \cdot x + b",
        "x=2 w=-0.5 b=1",
        "z",
        "w*x + b",
    ),
    Formula(r"x = 2{,}5 \\ y = 3x^{2} - 4x", "x=2.5", "y", "3*x*x - 4*x"),
    Formula(
        "\\begin{align}\n z_1 &= w_{11} x_1 + w_{12} x_2 \\\\\n a_1 &= \\tanh(z_1) \\\\\n"
        " E &= \\tfrac{1}{2} (a_1 - t)^2\n\\end{align}",
        "w11=1 x1=1 w12=1 x2=1 t=1",
        "E",
        "(tanh(w11*x1 + w12*x2) - t)**2/2",
    ),
    Formula(
        r"z^{[1]} = w^{[1]} x + b^{[1]} \\ a^{[1]} = \tanh(z^{[1]})",
        "w1=1 x=1 b1=1",
        "a1",
        "tanh(w1*x + b1)",
    ),
    Formula(
        r"L = (y - \hat y)^2 \\ \hat y = \sigma(z) \\ z = 2x",
        "y=1 x=1",
        "L",
        "(y - sigmoid(2*x))**2",
    ),
    Formula(
        r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0.1x & \text{otherwise} \end{cases}",
        "x=1",
        "f",
        "x if x > 0 else 0.1*x",
    ),
    Formula(r"\text{ReLU}(x) = \max(0, x)", "x=1", "ReLU", "max(0, x)"),
    Formula(
        r"L = \lambda \theta^2 + (\theta - 1)^2",
        "lambda_=1 theta=1",
        "L",
        "lambda_*theta**2 + (theta - 1)**2",
    ),
    Formula(r"y = \tanh^2(x) + e", "x=1", "y", "tanh(x)**2 + exp(1)"),
    Formula(r"y = \pi x^2", "x=1", "y", "pi*x**2"),
    Formula(r"y = \log_2 x + \log_{10}(x)", "x=1", "y", "log(x)/log(2) + log(x)/log(10)"),
    Formula(r"y = -\frac{x}{2} \times (1 - x)", "x=1", "y", "-x/2*(1 - x)"),
    Formula(r"y = \frac{1}{2x}", "x=1", "y", "1/(2*x)"),
    Formula(r"y = a \cdot (b - c) - (a - b)", "a=1 b=1 c=1", "y", "a*(b - c) - (a - b)"),
    Formula(r"g(u) = u^2 \cdot u \\ y = g(x) + g(2x)", "x=1", "y", "x**3 + 8*x**3"),
    Formula(
        r"h_t = \tanh(w h_{t-1} + u x_t)",
        "w=1 h_prev=1 u=1 x_t=1",
        "h_t",
        "tanh(w*h_prev + u*x_t)",
    ),
    Formula(
        "The neuron gives\n\\[ z = w x \\]\nand then $a = \\sigma(z)$.",
        "w=1 x=1",
        "a",
        "sigmoid(w*x)",
    ),
)
