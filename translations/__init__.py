"""The languages of the portal: which there are, how each files its words, says its dates and names its buttons.

`languages` knows them, `alphabet` orders titles, `catalogue` translates the interface, `dates` writes dates and
numbers. Nothing here is imported before it is asked for: the builder starts anew at every edit.
"""
