"""What is counted so that the house stays readable inside: `tools/reading.py`."""

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "reading.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("reading", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def counted(tool):
    def count(*texts: str) -> list[float]:
        reading = tool.Reading()
        for number, text in enumerate(texts):
            reading.read(text, f"room_{number}.py")
        return [count for count, _places in reading.counts().values()]

    return count


def test_a_class_that_stands_in_two_rooms_is_counted_once_and_what_a_framework_names_never(counted):
    room = "class Act: ...\nclass Command:\n    class Meta: ..."
    assert counted(room) == [0, 0, 0.0, 0, 0]
    assert counted(room, room) == [1, 0, 0.0, 0, 0]


def test_a_function_is_as_long_as_its_code(counted):
    comments = "    # why\n\n" * 60
    assert (
        counted(f'def plan():\n    """What it does.\n\n    At length.\n    """\n{comments}' + "    step()\n" * 40)[1]
        == 0
    )
    assert counted("def plan():\n" + "    step()\n" * 41)[1] == 1


def test_of_four_parameters_one_that_may_be_anything_is_a_quarter(counted):
    assert counted("def move(meeting: Meeting, by: Any): ...\ndef tell(person: User, at): ...")[2] == 25.0


def test_what_is_passed_on_unseen_is_counted_but_where_a_framework_wants_it(counted):
    assert counted("def tell(**given: Any):\n    move(**given)")[3] == 1
    assert counted("@register()\ndef check(app_configs, **kwargs: Any): ...")[3] == 0
    assert counted("class F(Form):\n    def __init__(self, **kwargs: Any):\n        super().__init__(**kwargs)")[3] == 0


def test_a_name_that_says_nothing_of_what_it_holds_is_counted_wherever_it_is_given(counted):
    assert counted("found = meetings()\nfor one in found: ...")[4] == 2
    assert counted("def move(one: Meeting): ...\nkeys = [one.pk for one in meetings]")[4] == 2
    assert counted("found.append(one)\nmove(given=meeting)")[4] == 0
