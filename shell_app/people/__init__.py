"""Who people are, and what they decide about themselves: consent, choices about their data, proxies.

What the population register says becomes what we know. Each change is first a plan, a value that tells all that
will happen; the page shows it, and what is carried out is the same value. The plans read and write nothing.
"""
