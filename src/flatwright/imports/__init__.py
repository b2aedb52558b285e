"""Other systems' exports, and our own text files, turned into records."""
