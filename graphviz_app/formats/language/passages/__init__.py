"""A text in pieces, so that of a changed one little is read again.

passage         a text in statements at the left edge, and what each says
memory          what the last texts said; joining: passages to a graph, known ones and new ones
batch           new passages, read together; plain: those that are plain lines
opened          one of them, looked at closely; kept: what of a broken text was read before
"""
