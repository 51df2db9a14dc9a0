"""The doors of the search: here programs ask; the page and the box in the head of each page stand in the desk."""
