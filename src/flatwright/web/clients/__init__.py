"""Pages of clients: who they are, what they have, what was agreed, what they have used."""
