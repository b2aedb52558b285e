"""Work in the background: jobs that one worker at a time holds on lease, and schedules."""
