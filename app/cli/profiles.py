"""``sayso profiles``: list, show, export, import and delete voice profiles."""

import argparse
from pathlib import Path

from app.cli.options import add_json_argument
from app.cli.output import OK, USAGE, complain, print_json, say
from app.engine.profile import VoiceProfile
from app.errors import ProfileError
from app.personal.profiles import Profiles
from app.types import Json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso profiles``."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", nargs=2, metavar=("NAME", "FILE"), help="write a profile to a file")
    what.add_argument("--import", dest="take_in", type=Path, metavar="FILE", help="check a file and keep its profile")
    what.add_argument("--delete", metavar="NAME", help="delete a profile; `sayso adapt --undo` brings it back, once")
    parser.add_argument("--as", dest="new_name", default="", metavar="NAME", help="name for what is imported")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Do what was asked, or list the profiles; a damaged one does not hide the others."""
    profiles = Profiles()
    if options.export:
        profiles.give_out(options.export[0], Path(options.export[1]))
        complain(f"profile {options.export[0]!r} is in {options.export[1]}")
    elif options.take_in:
        complain(f"imported as {profiles.take_in(options.take_in, options.new_name).name!r}")
    elif options.delete:
        profiles.delete(options.delete)
        complain(f"profile {options.delete!r} is deleted")
    else:
        return _list(profiles, options.json)
    return OK


def _list(profiles: Profiles, as_json: bool) -> int:
    status = OK
    names = profiles.names()
    if not names:
        complain("no voice profile yet; `sayso adapt DIR` makes one from five takes per word")
    for name in names:
        try:
            profile = profiles.load(name)
        except ProfileError as error:
            status = USAGE
            complain(f"error: {error}")
            if as_json:
                print_json({"profile": name, "error": str(error)})
            continue
        if as_json:
            print_json(_to_json(name, profile))
        else:
            _print_text(name, profile)
    return status


def _to_json(name: str, profile: VoiceProfile) -> Json:
    return {
        "profile": name,
        "model": f"{profile.model.name} {profile.model.version}",
        "model_file": profile.model.file,
        "labels": list(profile.labels),
        "own_takes": dict(profile.takes),
        "created": profile.created,
        "app_version": profile.app_version,
        **profile.figures,
    }


def _print_text(name: str, profile: VoiceProfile) -> None:
    say(f"{name}   on {profile.model.name} {profile.model.version} (--model {profile.model.file})")
    say(f"  {sum(profile.takes.values())} takes of {', '.join(profile.takes)}")
    before, after = (profile.figures["takes"][when]["accuracy"] for when in ("before", "after"))
    say(f"  own takes held out: {before:.1%} before, {after:.1%} after")
    say(f"  made {profile.created} with Sayso {profile.app_version}")
