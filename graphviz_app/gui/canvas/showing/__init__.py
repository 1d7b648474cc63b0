"""From a run to a picture in the scene, without blocking.

drawing         from a trace to what is shown
scheduling      in which steps, with that of learning
wishes          how graphs are looked at
laying_out      layouts, one at a time; wanted: what they are of
large_graph     what is sketched first, or not drawn unasked
"""
