"""Who may sign in, with which role, and which clients they reach."""
