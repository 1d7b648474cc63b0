"""SVG that moves by style sheets alone, without a script.

svg             the writer
recording       what is seen when: the marks of each part, and from which second to which
versions        marks that come and go, in one painting order
travelling      pulses along edges, and halos
keyframes       seconds as shares of a loop
document        all of it as one SVG
"""
