"""One's own voice in the window, put together: the dialog with its pages, and the choice of a voice profile."""

from app.gui.answers.history_desk import HistoryDesk
from app.gui.bridge import Bridge
from app.gui.controller import Controller
from app.gui.models.model_shelf import ModelShelf
from app.gui.models.profile_desk import ProfileDesk
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.adapt_desk import AdaptDesk
from app.gui.voice.adapting import Adapting
from app.gui.voice.figures_desk import FiguresDesk
from app.gui.voice.voice_desk import VoiceDesk
from app.gui.window import Window
from app.personal.profiles import Profiles


def attach_profiles(
    window: Window,
    keeper: SettingsKeeper,
    controller: Controller,
    bridge: Bridge,
    shelf: ModelShelf,
    named: str | None = None,
) -> ProfileDesk:
    """Let a voice profile be chosen, ``named`` to begin with or that of last time."""
    desk = ProfileDesk(window, keeper, shelf, bridge.send, Profiles(), named)
    controller.happened.connect(desk.hear)
    return desk


def attach_voice(
    window: Window, keeper: SettingsKeeper, controller: Controller, bridge: Bridge, history: HistoryDesk
) -> VoiceDesk:
    """Let takes of one's own voice be recorded and kept."""
    return VoiceDesk(window, controller, keeper, bridge, history)


def attach_figures(
    window: Window, keeper: SettingsKeeper, controller: Controller, history: HistoryDesk, voice: VoiceDesk
) -> FiguresDesk:
    """Let the figures of one's takes be seen: how well they are named, and which threshold suits the room."""
    return FiguresDesk(window, controller, keeper, history, voice)


def attach_adapt(
    window: Window,
    keeper: SettingsKeeper,
    voice: VoiceDesk,
    history: HistoryDesk,
    profiles: ProfileDesk,
    adapting: Adapting,
) -> AdaptDesk:
    """Let voice profiles be made of the takes in the open test set, and kept in order."""
    desk = AdaptDesk(window, keeper, history.sets, profiles, adapting)
    desk.record_wanted.connect(voice.open)
    window.header.model.profiles.make_requested.connect(voice.open)
    window.header.model.profiles.make_requested.connect(lambda: window.voice.open_page(desk.panel))
    return desk
