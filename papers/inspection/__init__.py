"""Looking into a paper's file before the house keeps it.

A file comes from outside and may have been made to harm whoever reads it. It is therefore taken apart in a process
of its own (`python -m papers.inspection pdf < file`), with little memory, little time and none of the house's
secrets; this room knows neither Django nor the models. `papers/uploads.py` starts it and words the answer.
"""
