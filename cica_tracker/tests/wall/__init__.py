"""The wall: who is answered what at every address of the house, and what no answer ever carries to whom."""
