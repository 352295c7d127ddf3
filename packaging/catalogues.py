"""Extract, update, merge, check and compile the translations; what makes one right is in catalogue_rules."""

import argparse
import copy
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import catalogue_rules as rules
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
COMPILED = ROOT / "build" / "translations"
NAME = "diemtua"
SOURCE_LANGUAGE = "en"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
HEADER = "# Sentences of Điểm Tựa. Edit the msgstr lines; `make strings` refreshes the rest."
# Header lines that nobody reads and that Babel would change at every refresh.
VOLATILE = (
    '"Project-Id',
    '"Report-Msgid',
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
)


def main(arguments: list[str]) -> int:
    """Run one command; 1 when `check` found something."""
    parser = argparse.ArgumentParser(prog="catalogues.py", description=__doc__)
    parser.add_argument("command", choices=["extract", "update", "merge", "check", "compile"])
    parser.add_argument("folder", nargs="?", type=Path, help="merge: where the .po fragments lie")
    parser.add_argument("--replace", action="store_true", help="merge: a fragment wins over what stands")
    chosen = parser.parse_args(arguments)
    match chosen.command:
        case "extract":
            print(written(extract()), end="")
        case "update":
            update()
        case "merge" if chosen.folder:
            merge(chosen.folder, replace=chosen.replace)
        case "merge":
            parser.error("merge needs a folder")
        case "check":
            return report(list(check()))
        case "compile":
            compile_all()
    return 0


def extract(app: Path = ROOT / "app") -> Catalog:
    """Every sentence the program can say, as an empty catalogue."""
    template = Catalog(project=NAME, charset="utf-8", fuzzy=False)
    for file, line, sentence, comments, context in extract_from_dir(
        app, METHODS, comment_tags=("Translators:",)
    ):
        template.add(sentence, None, [(f"app/{file}", line)], auto_comments=comments, context=context)
    return template


def languages() -> list[str]:
    """One folder is one language."""
    return sorted(path.name for path in TRANSLATIONS.iterdir() if path.is_dir())


def po_file(language: str) -> Path:
    """Where a language keeps its sentences."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{NAME}.po"


def load(language: str) -> Catalog:
    """A language's catalogue; an empty one for a folder somebody has just made."""
    file = po_file(language)
    return (
        parse(file.read_text(encoding="utf-8"), language) if file.exists() else Catalog(language, fuzzy=False)
    )


def parse(text: str, language: str) -> Catalog:
    """Read .po text; ValueError names the line that is no .po."""
    return read_po(io.BytesIO(text.encode()), locale=language, charset="utf-8", abort_invalid=True)


def written(catalogue: Catalog) -> str:
    """The .po text in a stable order and without dates, so that a diff shows words only."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(VOLATILE))


def update() -> None:
    """Bring every language's file in line with the program; English translates itself."""
    template = extract()
    for language in languages():
        save(language, refreshed(load(language), template))


def refreshed(catalogue: Catalog, template: Catalog) -> Catalog:
    """New sentences added, gone ones dropped, translations kept; nothing is guessed."""
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    catalogue.update(copy.deepcopy(template), no_fuzzy_matching=True)  # update() would share its messages
    if str(catalogue.locale) == SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id and not all(rules.texts(message)):
                message.string = message.id
    return catalogue


def save(language: str, catalogue: Catalog) -> None:
    """Write the file and say how complete it is."""
    file = po_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(catalogue), encoding="utf-8")
    done = sum(all(rules.texts(message)) for message in catalogue if message.id)
    print(f"{file.relative_to(ROOT)}: {done} of {len(rules.keys(catalogue))} translated")


def merge(folder: Path, *, replace: bool) -> None:
    """Take Vietnamese sentences from fragments; what stands already stays, unless told otherwise."""
    catalogue = refreshed(load("vi"), extract())
    for fragment in sorted(folder.glob("*.po")):
        for message in parse(fragment.read_text(encoding="utf-8"), "vi"):
            if message.id and all(rules.texts(message)):
                for remark in taken(catalogue, message, replace=replace):
                    print(f"{fragment.name}: {remark}")
    save("vi", catalogue)


def taken(catalogue: Catalog, message: Message, *, replace: bool) -> Iterator[str]:
    """Put one translation into the catalogue, or say why it was left out."""
    standing = catalogue.get(message.id, message.context)
    if standing is None:
        yield f"not said by the program: {rules.key(message)[1]!r}"
    elif replace or not all(rules.texts(standing)):
        standing.string = message.string
    elif rules.texts(standing) != rules.texts(message):
        yield f"{rules.key(message)[1]!r} stays {rules.texts(standing)}, not {rules.texts(message)}"


def check() -> Iterator[str]:
    """Everything wrong with any language."""
    template = extract()
    for language in languages():
        catalogue = load(language)
        for fault in [*rules.stale(template, catalogue), *rules.problems(catalogue)]:
            yield f"{po_file(language).relative_to(ROOT)}: {fault}"


def report(faults: list[str]) -> int:
    """Print the faults; 1 when there are any."""
    print("\n".join(faults) if faults else f"catalogues: {', '.join(languages())} complete and in order")
    return 1 if faults else 0


def compile_all() -> None:
    """Write the binary catalogues that the program reads, ours and those for Qt's own dialogs."""
    for language in languages():
        compile_one(po_file(language), COMPILED / language / "LC_MESSAGES" / f"{NAME}.mo", compile_po)
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        compile_one(source, COMPILED / f"{source.stem}.qm", compile_ts)


def compile_one(source: Path, target: Path, compiled: Callable[[Path, Path], None]) -> None:
    """Skipped while the result is newer; replaced in one move, as a running program may be reading it."""
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder) / target.name
        compiled(source, draft)
        draft.replace(target)


def compile_po(source: Path, target: Path) -> None:
    """The binary form gettext reads."""
    with target.open("wb") as file:
        write_mo(file, parse(source.read_text(encoding="utf-8"), source.parent.parent.name))


def compile_ts(source: Path, target: Path) -> None:
    """The binary form Qt reads, made by the lrelease that comes inside PySide6."""
    import PySide6

    lrelease = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([lrelease, "-silent", source, "-qm", target], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
