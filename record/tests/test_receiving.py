"""Of a file that is too large nothing is kept while it comes, and nobody reads a part of it as if it were the whole."""

import os

import pytest
from django.core.exceptions import SuspiciousFileOperation

from record.files import MAX_SIZE
from record.receiving import KeepsNoMoreThanTaken

PIECE = bytes(64 * 1024)


def received(size: int, *, seen: list[int] | None = None):
    """A file of that size as it comes, piece by piece; what the disk held meanwhile is put into `seen`."""
    handler = KeepsNoMoreThanTaken()
    handler.new_file("file", "paper.pdf", "application/pdf", None)
    sent = 0
    while sent < size:
        piece = PIECE[: size - sent]
        handler.receive_data_chunk(piece, sent)
        sent += len(piece)
        if seen is not None:
            seen.append(os.path.getsize(handler.file.temporary_file_path()))
    return handler.file_complete(sent)


def test_a_file_of_the_largest_size_comes_whole():
    file = received(MAX_SIZE)
    assert file.size == len(file.read()) == MAX_SIZE


def test_a_larger_one_is_let_go_while_it_comes_and_can_not_be_read():
    held: list[int] = []
    file = received(3 * MAX_SIZE, seen=held)
    assert max(held) <= MAX_SIZE
    assert held[-1] == 0
    assert (file.name, file.size) == ("paper.pdf", 3 * MAX_SIZE)
    with pytest.raises(SuspiciousFileOperation):
        file.read()
