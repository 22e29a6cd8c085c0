"""What was promised once and is kept: the addresses of pages."""
