"""The only room of the meetings that writes anything that matters, by noun."""
