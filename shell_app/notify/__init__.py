"""Notices: a message that something waits for you, by push, SMS and e-mail (portal.md A116, A136–A153).

Whoever makes something to tell of writes a notice in the same transaction (`records.notices.tell`). The carrier
decides at the time of sending whom to tell and how, by the rules of `planning` and `hours`, and hands each delivery
to one of the `ways`. What was sent when stays in the database; no address and no text does.
"""
