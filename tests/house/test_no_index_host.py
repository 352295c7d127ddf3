"""No committed file names a package index or a folder of somebody's machine: either would break elsewhere."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import texts

# Put together here, so that this file does not contain what it looks for.
INDEX_HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
INDEX_HOSTS += [".".join(parts) for parts in (("npmjs", "com"), ("debian", "org"), ("crates", "io"))]
MACHINE_FOLDERS = [f"/{name}/" for name in ("work", "root", "tmp")]
INDEX = re.compile(
    "|".join(map(re.escape, INDEX_HOSTS)) + r"|--(extra-)?index-" r"url|--find-" r"links", re.IGNORECASE
)
MACHINE = re.compile(r"(?<![\w.<>*/}])(" + "|".join(MACHINE_FOLDERS) + r")|\b[A-Z]:\\\\?Users\\|/home/\w")


def hits(pattern: re.Pattern[str]) -> Iterator[str]:
    for name, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f"{name}:{number}: {line.strip()[:120]}"


def test_no_file_names_a_package_index() -> None:
    assert list(hits(INDEX)) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert list(hits(MACHINE)) == []


@pytest.mark.parametrize("host", INDEX_HOSTS)
def test_the_search_finds_an_index(host: str) -> None:
    assert INDEX.search(f"see https://{host}/simple")


@pytest.mark.parametrize("folder", MACHINE_FOLDERS)
def test_the_search_finds_a_folder(folder: str) -> None:
    assert MACHINE.search(f'open("{folder}x")')
    assert not MACHINE.search(f"https://example.vn{folder}x")
