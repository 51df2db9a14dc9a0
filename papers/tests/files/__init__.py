"""Papers for the tests, honest and hostile, made on the spot."""
