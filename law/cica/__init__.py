"""THE TABLES OF CICA: what the instruments of the Conference say, what practice shows, and what this house reads into them.

AA is the Almaty Act (4 June 2002), CoA the Cooperative Approach for the Implementation of the CICA Confidence-Building
Measures (Bangkok, 14 March 2007). Lay any of these files beside them: every row names its article, and says whether it
stands there, is practice, or is ours and to be confirmed by the Secretariat.
"""
