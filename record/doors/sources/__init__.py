"""The doors of the register of sources: its page in the portal, the admin, and programs."""
