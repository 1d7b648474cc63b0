"""Why a gradient is exactly 0, where products vanish or grow, and which units are dead.

cause           Cause: one reason, where it is, and for how many entries it holds
zeros           from a node or an edge to the causes, the nearest first
slopes          why an operator's local derivative is 0: from its formula
flows           entry by entry: no slope, nothing arriving, too small, or cancelled
course          along the largest contributions: where a product falls under a bound, or grows
units           dead and saturated units of a run
"""
