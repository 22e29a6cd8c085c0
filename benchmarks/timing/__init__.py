"""What a program costs: processor time, time on the wall and memory, of all its processes together."""
