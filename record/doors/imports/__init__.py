"""The doors of imports: for officers in the admin, and for their programs."""
