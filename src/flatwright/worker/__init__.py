"""Who does the jobs of the queue: what each kind means, and the loop."""
