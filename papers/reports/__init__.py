"""What is read of letters: what one did, what it may do, and which letters did something to a thing."""
