"""What a provider's own history says about demand, renewals and the whole book."""
