"""What may be done with commitments, views and nominations of experts."""
