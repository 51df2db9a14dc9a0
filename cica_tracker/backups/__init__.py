"""Backups: one file that holds the house whole, and the proof that it can be had back.

A backup is a gzipped tar: the database as it stood at one instant, every uploaded file, and last the manifest, which says
what there should be. `contents` reads what a database holds, `databases` copies one and brings a copy back to life
elsewhere, `archive` is the file, `making` and `verifying` are the two things one does.
"""


class BackupProblem(Exception):
    """A backup can't be made or tried; the sentence says why."""
