"""What the package does for other programs: show, trace, render, animate.

showing      show and trace: a window, or a picture in a notebook
shown        what show gives back
pictures     render and animate: the commands of these names, called from Python
callers      the variables of whoever calls
options      keywords as the options of a command
apart        the program in a process of its own: whoever calls needs no Qt, and keeps its own
"""
