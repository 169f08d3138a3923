"""Open the window and run it. Nothing here imports Qt before Ctrl+C is taken care of."""

from pathlib import Path

from app.errors import SaysoError
from app.gui.announcement import Announcement, process_age
from app.gui.interrupt import remembered_interrupt
from app.gui.screen import require_screen
from app.settings_file import settings_path


def run_window(
    source: str | None = None,
    exit_after_s: float | None = None,
    settings_file: Path | None = None,
    model: str | None = None,
    profile: str | None = None,
) -> int:
    """Open the window, run until it is closed, and return the exit status.

    Args:
        source: ``mic``, ``demo`` or the path of a recording; ``None`` is the microphone of last time.
        exit_after_s: quit after so many seconds, and sum up on standard output what was shown.
        settings_file: where the choices are kept; ``None`` is the user's own place.
        model: name or path of the model to use this time; ``None`` is the one of last time.
        profile: name of the voice profile to use this time; ``None`` is the one of last time.

    Raises:
        UsageError: there is no screen to open a window on.
        SaysoError: with ``exit_after_s``, the window was not listening in the end; the message says why.
    """
    require_screen()
    announcement = Announcement(process_age(), wanted=exit_after_s is not None)
    with remembered_interrupt() as interrupt:
        from app.gui.assembly import run_until_closed

        if interrupt.came:
            return 0
        file = settings_file or settings_path()
        controller = run_until_closed(source, exit_after_s, file, announcement, interrupt, model=model, profile=profile)
    controller.close()
    if exit_after_s is not None:
        finals = controller.tally.finals
        print(f"sayso: {controller.tally.columns} columns, {len(finals)} final predictions: {' '.join(finals)}")
        if controller.failure:
            raise SaysoError(controller.failure)
    return 0
