"""Check: a hand solution in the window, claim by claim.

check_page      the page: what there is, and what can be done about it
head            how much of it is right, and the way to what is wrong
claim_list      the claims below each other, each with its field: claim_model holds them,
                claim_row is one of them, claim_painter paints it
answer_field    where an answer is typed
reasons         what is said of the claim that is chosen
first_steps     what is said where there are no claims yet
asking          the menus: what can be asked for, and what else can be done
maths_jump      a formula that leads somewhere; tools: buttons, rooms that scroll, style rules
points          what claims earn; conventions: what a sheet goes by where courses differ
judging         claims are judged beside the window
bringing        answers from elsewhere
checking        the page and the rest of the window: changes, the graph, the text
places          where the graph shows what a claim is about
"""
