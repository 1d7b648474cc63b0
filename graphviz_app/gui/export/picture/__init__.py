"""The picture of one moment, as a file.

flow            the dialog asks, the job writes, the person hears how it went
dialog          what for, as what, and where to; taken: what is on screen
form            the choices; size_part: how large; more_part: the rest; length_field: a length
making          the picture as it is asked for; fitting: it is looked for; moments: the same
                moment in another schedule; advice: what would fit
remembered      what was chosen last time
"""
