"""Who may do what, and why not: the one decision, with the facts and rules it looks at. Nothing here reads or writes.

`people` are the facts, `rules` what a service asks, `decision` the answer, `catalogue` reads the rules of a
release. Everything in the shell that shows, hides, explains or tests access asks `decide`.
"""
