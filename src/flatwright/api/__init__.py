"""What the pages can do, for programs: JSON over HTTP, with tokens."""
