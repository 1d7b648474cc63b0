"""What a program says of learning, and what that becomes.

survey         what learns and how fast; gradients: of functions: grad(f)(x)
optimizers     by what steps
learning       the lines that say so, where the program does
"""
