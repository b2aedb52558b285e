"""What a plan costs to serve, what to charge for it, and what it is worth to the client."""
