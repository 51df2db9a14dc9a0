"""THE LAW: the instruments as frozen tables. `grammar` says what a row can say, `cica` holds the rows, `editions` which hold when."""
