"""The folder of voice profiles: one file each, and of each the one before it, so that one step can be taken back."""

import os
from dataclasses import replace
from pathlib import Path

import platformdirs

from app.engine.profile import VoiceProfile, load_profile, save_profile
from app.errors import ProfileError, UsageError
from app.personal.label_folder import clean_label, folder_name

SUFFIX, BEFORE = ".json", ".before"
LONGEST_NAME = 40


def profiles_folder() -> Path:
    """Return where voice profiles live: in the platform's folder for user data."""
    return platformdirs.user_data_path("sayso", appauthor=False) / "profiles"


class Profiles:
    """The voice profiles of one user.

    Args:
        folder: where they are; it need not exist yet.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or profiles_folder()

    def names(self) -> list[str]:
        """Return the names of all profiles, sorted. What is no profile's name is left out."""
        if not self.folder.is_dir():
            return []
        return sorted(path.stem for path in self.folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))

    def path(self, name: str) -> Path:
        """Return the file of the profile ``name``. Raises ``UsageError`` if nothing can be called so."""
        return self.folder / f"{checked_name(name)}{SUFFIX}"

    def load(self, name: str) -> VoiceProfile:
        """Return a profile. Raises ``ProfileError``: there is none of this name, or it is damaged."""
        path = self.path(name)
        if not path.is_file():
            there = ", ".join(self.names()) or "none yet; `sayso adapt DIR` makes one"
            raise ProfileError(f"no voice profile is called {name!r}; there are: {there}")
        return load_profile(path)

    def keep(self, profile: VoiceProfile) -> None:
        """Save a profile under its name; the one that it replaces can be had back by :meth:`undo`, once.

        Raises:
            ProfileError: the folder is read-only or the disk is full; the profile before is still in use then.
        """
        path = self.path(profile.name)
        before = path.read_bytes() if path.is_file() else b""
        fresh = path.with_suffix(".new")
        save_profile(profile, fresh)
        try:
            aside = path.with_suffix(BEFORE + ".new")
            aside.write_bytes(before)
            aside.replace(path.with_suffix(BEFORE))
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise _unkept(path, error) from error

    def undo(self, name: str) -> bool:
        """Take back the last :meth:`keep` of this name. Returns whether a profile of this name is there still.

        Raises:
            ProfileError: there is nothing to take back.
        """
        path = self.path(name)
        before = path.with_suffix(BEFORE)
        if not before.is_file():
            raise ProfileError(f"profile {name!r}: nothing to take back; only the last adapting can be undone, once")
        try:
            if before.stat().st_size:
                before.replace(path)
                return True
            path.unlink(missing_ok=True)
            before.unlink()
        except OSError as error:
            raise _unkept(path, error) from error
        return False

    def can_undo(self, name: str) -> bool:
        """Return whether :meth:`undo` has something to take back, be it a :meth:`delete`."""
        return self.path(name).with_suffix(BEFORE).is_file()

    def free_name(self, name: str) -> str:
        """Return ``name``, or that with the first number behind it that no profile has."""
        names, number = {other.casefold() for other in self.names()}, 1
        free = name = checked_name(name)
        while free.casefold() in names:
            number += 1
            free = f"{name[: LONGEST_NAME - 4].rstrip()} {number}"
        return free

    def delete(self, name: str) -> None:
        """Delete a profile; :meth:`undo` brings it back, once. Raises ``ProfileError`` if there is none."""
        path = self.path(name)
        if not path.is_file():
            self.load(name)
        try:
            path.replace(path.with_suffix(BEFORE))
        except OSError as error:
            raise _unkept(path, error) from error

    def take_in(self, file: Path, name: str = "") -> VoiceProfile:
        """Check a profile from elsewhere and keep it, under its own name or another.

        Raises:
            ProfileError: it is damaged, or a profile of this name is there already.
        """
        profile = load_profile(file)
        profile = replace(profile, name=checked_name(name or profile.name))
        if self.path(profile.name).exists():
            raise ProfileError(
                f"a profile is called {profile.name!r} already; give another name with --as, or delete it"
            )
        self.keep(profile)
        return profile

    def give_out(self, name: str, file: Path) -> None:
        """Write a profile to a file outside. Raises ``ProfileError``: there is none, or something is there already."""
        if file.exists():
            raise ProfileError(f"{file}: is there already; name another file")
        if not file.parent.is_dir():
            raise ProfileError(f"{file.parent}: no such folder; make it, or name another file")
        save_profile(self.load(name), file)


def checked_name(name: str) -> str:
    """Return a profile's name if a file can be called so on every system.

    Raises:
        UsageError: it cannot.
    """
    cleaned = clean_label(name)
    if len(cleaned) > LONGEST_NAME or folder_name(cleaned) != cleaned or os.sep in cleaned:
        raise UsageError(
            f"profile {name[:50]!r}: no name for a file; use up to {LONGEST_NAME} letters, digits and spaces"
        )
    return cleaned


def _unkept(path: Path, error: OSError) -> ProfileError:
    return ProfileError(f"{path}: the profile cannot be kept ({error.strerror or error}); free the disk or the folder")
