"""The command line's commands: a module says how one is typed, what it is for, and does it.

eval, render, explain, backward, gui   the commands
given, told                   what several of them read and print
report                        a run as a table or JSON, for eval
"""
