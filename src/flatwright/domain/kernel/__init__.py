"""What every rule is made of: money, time, conditions and problems."""
