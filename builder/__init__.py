"""From content in git to a published release: a static site anyone can host."""
