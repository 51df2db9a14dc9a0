"""What may be done with activities."""
