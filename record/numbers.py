"""Numbers as people and addresses write them: the digits of ASCII, and no more of them than there can be."""


def digits(text: object, at_most: int = 18) -> int | None:
    """The number that `text` writes in up to so many digits, else None: what a database can't hold is never asked of it.

    "٣" and "²" are digits to Python, and neither to an address nor to a key. Eighteen is what a key can have.
    """
    written = str(text)
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= at_most else None
