"""The only room that writes: a release is whole or absent, and readers are switched to it in one step."""
