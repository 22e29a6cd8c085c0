"""What partners vouch for: an edition's fingerprint, statements over it, their signatures, and what they amount to."""
