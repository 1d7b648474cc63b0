"""What a text says of learning: ``frozen(w)``, ``descent("adam", rate=0.1)``, ``data("xor.csv")``.

said            one such line; fitting: whether it fits the graph, when all of that is known
lines           which lines there are; descents, columns: how they are read
late            all of that, imported when a text needs it
mentions        where they speak of which node
printed         how they are written
way             the comment that says which way was gone
"""
