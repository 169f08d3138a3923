"""What the window meets outside itself: engines, microphones and time. Pictures of the window have others."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from app.audio.devices import InputDevice
from app.audio.glance import glance
from app.audio.opening import DEMO, MICROPHONE
from app.audio.source import Source
from app.gui.bridge import RunningEngine
from app.gui.listening.inputs import InputChoice, InputSearch
from app.gui.models.model_shelf import ModelShelf
from app.settings import EngineSettings

log = logging.getLogger(__name__)


def make_engine(shelf: ModelShelf, choice: InputChoice, settings: EngineSettings) -> RunningEngine:
    """Return an engine that is not started; ONNX Runtime is imported here and on its thread."""
    from app.audio.opening import open_source
    from app.engine.build import build_willing_pipeline
    from app.engine.runner import Engine

    def source() -> Source:
        if choice.source == MICROPHONE:
            return open_source(MICROPHONE, device=choice.device, host_api=choice.host_api, wide=True)
        return open_source(choice.source, real_time=True, speed=choice.speed, repeat=choice.source == DEMO)

    return Engine(source, partial(build_willing_pipeline, settings, shelf.wish, shelf.load))


def look_for_inputs(again: bool) -> Sequence[InputDevice]:
    """List the microphones, newly plugged ones too if ``again``. Raises ``DeviceError``."""
    from app.audio.microphone import list_inputs, portaudio_version, rescan

    found = rescan() if again else list_inputs()
    log.info("PortAudio: %s", portaudio_version())
    return found


def search_inputs() -> InputSearch:
    """Return a search for the real microphones."""
    return InputSearch(look_for_inputs, glance)


@dataclass(frozen=True)
class World:
    """The real one, unless told otherwise."""

    make_engine: Callable[[ModelShelf, InputChoice, EngineSettings], RunningEngine] = make_engine
    """Returns an engine that is not started."""
    search: Callable[[], InputSearch] = search_inputs
    clock: Callable[[], float] = time.perf_counter
    """Seconds that never go back, for the pace of scrolling alone."""
