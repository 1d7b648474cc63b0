"""Forward mode beside reverse mode, as what can be drawn and told.

inputs          the numbers by which can be differentiated, and which is meant
forward_run     a run whose derivatives are tangents: how everything moves with one input
forward_steps   its moments: value and tangent come together
costs           how many passes each mode needs, and how much work that is
"""
