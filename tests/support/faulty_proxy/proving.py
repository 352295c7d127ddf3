"""The campaign of the faulty line: every scenario in turn, each time with another seed, on centrals that run."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from app.network.central_client import CentralClient
from tests.support.faulty_proxy.centre import Centre, running_centre, sealed_centre
from tests.support.faulty_proxy.scenarios import SCENARIOS
from tests.support.faulty_proxy.trial import PATHS, MakeClient, Trial
from tests.support.proof import Result, Task

QUICK_ROUNDS = 2
"""Runs under a fault when there is little time: one aimed at the push, one at something else."""


@dataclass(slots=True)
class Grounds:
    """Used as a context manager: a central to try on, always with a commune left, and another one beside it."""

    folder: Path
    _stack: ExitStack = field(default_factory=ExitStack)
    _centres: list[Centre] = field(default_factory=list)
    _under_tls: list[Centre] = field(default_factory=list)
    _trials: int = 0

    def __enter__(self) -> Grounds:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def trial(
        self, name: str, seed: int, rounds: int = len(PATHS), make_client: MakeClient = CentralClient
    ) -> Trial:
        """A scenario to run with this seed."""
        self._trials += 1
        folder = self.folder / f"trial-{self._trials}"
        scenario = SCENARIOS[name]
        if scenario.harm:
            return Trial(scenario, seed, self._sealed(), "", folder, rounds, make_client)
        centre, other = self._pair()
        return Trial(scenario, seed, centre, other.address, folder, rounds, make_client)

    def _pair(self) -> tuple[Centre, Centre]:
        while len(self._centres) < 2 or not self._centres[-1].unused:
            self._centres.append(self._stack.enter_context(running_centre(self._folder())))
        return self._centres[-1], self._centres[0]

    def _sealed(self) -> Centre:
        if not self._under_tls or not self._under_tls[-1].unused:
            self._under_tls.append(self._stack.enter_context(sealed_centre(self._folder())))
        return self._under_tls[-1]

    def _folder(self) -> Path:
        return self.folder / f"central-{len(self._centres)}-{len(self._under_tls)}"


def faulty_line(task: Task) -> Result:
    """Case n is scenario n modulo their number, with the seed n."""
    names, found, seeds, struck = list(SCENARIOS), list[str](), list[int](), 0
    with Grounds(task.folder) as grounds:
        for number in task.cases():
            name = names[number % len(names)]
            trial = grounds.trial(name, number)
            found += [f"{number} {name}: {line}" for line in _wrong_in(trial)]
            struck += trial.struck
            seeds.append(number)
    figures = {"scenarios": min(len(names), len(seeds)), "requests struck": struck}
    return Result(runs=len(seeds), violations=tuple(found), seeds=span(seeds), figures=figures)


def _wrong_in(trial: Trial) -> list[str]:
    """A run ends in its report, whatever happens: what is raised is wrong, too, and the next trial goes on."""
    try:
        return trial.run()
    except Exception as mistake:
        return [*trial.found, f"raised {type(mistake).__name__}: {mistake}"]


def span(seeds: list[int]) -> str:
    """The seeds in a few characters."""
    return f"{seeds[0]}-{seeds[-1]}" if seeds else ""
