"""From files to values: the only room that reads content from the disk."""
