"""A house full of invented states: as many commitments as are asked for, with all that hangs on them, in minutes."""
