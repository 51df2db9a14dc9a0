"""What may be done about the people who act for a participant."""
