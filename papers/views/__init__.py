"""Pages of papers and of letters."""
