"""Taking the words out of a paper's file, so that they are searched.

The file was inspected before it was kept (`papers.inspection`), and comes from outside all the same: it is read in a
process of its own (`python -m papers.extraction pdf < file`), with little memory, little time and none of the house's
secrets. This room knows neither Django nor the models.
"""
