"""Why a number is 0, tiny or huge, in words.

reason          Reason: in a few words, and as a sentence; names: what it is about, as plain text
zeros           of gradients and contributions that are 0
slopes          why an operator hands back nothing: one sentence for each cause
courses         where a gradient vanishes or grows on its way
fates           units that are dead or saturated
"""
