"""Files and functions stay small enough to read in one go; there is no list of exceptions."""

from statistics import median

import pytest

from tests.house.tree import ROOT, functions, named, python_files

FILE_LINES = 300
FUNCTION_LINES = 40
MEDIAN_FILE_LINES = 120
MEDIAN_FUNCTION_LINES = 8
ROOMS = ("app", "tests", "packaging")


def lines_of_files(*rooms: str) -> dict[str, int]:
    return {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*rooms)
    }


def lines_of_functions(*rooms: str) -> dict[str, int]:
    return {
        f"{named(path, node.lineno)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files(*rooms)
        for node in functions(path)
    }


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_is_too_long(room: str) -> None:
    assert {file: size for file, size in lines_of_files(room).items() if size > FILE_LINES} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_too_long(room: str) -> None:
    assert {name: size for name, size in lines_of_functions(room).items() if size > FUNCTION_LINES} == {}


def test_most_files_and_functions_are_short() -> None:
    assert median(lines_of_files("app").values()) <= MEDIAN_FILE_LINES
    assert median(lines_of_functions("app").values()) <= MEDIAN_FUNCTION_LINES


def test_the_measure_sees_this_file() -> None:
    assert lines_of_files("tests")["tests/house/test_sizes.py"] > 30
    assert any(name.endswith(" lines_of_functions") for name in lines_of_functions("tests"))
