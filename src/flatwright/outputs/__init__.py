"""What leaves as a file: pictures."""
