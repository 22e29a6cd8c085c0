"""The handbook: pages written by hand, and the tables that `docs.generate` makes from the code for them."""
