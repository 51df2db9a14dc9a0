"""What the desk reckons of rows: saved lists told in words, workbooks beside the record."""
