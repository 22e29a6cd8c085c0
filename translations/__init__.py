"""The languages of the portal: which there are, how each files words, writes dates and names buttons.

`languages` knows them, `alphabet` orders titles, `catalogue` translates the interface, `dates` writes dates
and numbers. Nothing here is imported before it is asked for: the builder starts anew at every edit.
"""
