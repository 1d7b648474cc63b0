"""The examples as pictures.

gallery         all of them; cards: one each
thumbnails      pictures of graphs in small, drawn one after the other and kept
"""
