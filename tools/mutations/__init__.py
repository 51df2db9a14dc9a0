"""Break the house on purpose, one line at a time, and see whether a test goes red."""
