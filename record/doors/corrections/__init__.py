"""The doors of corrections: their list in the portal, in the admin, and for programs."""
