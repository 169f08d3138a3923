"""What the prompt shows, from what the recorder does."""

from PySide6.QtCore import QObject

from app.gui.help.phrases import translated
from app.gui.numbers import filled
from app.gui.voice.record_prompt import Kind, Scene
from app.personal.recorder import Recorder
from app.personal.recording_state import Outcome, State
from app.personal.take import Take


class SceneMaker(QObject):
    """Puts states into words."""

    def scene_of(self, recorder: Recorder, is_playing: bool, waits: bool) -> Scene:
        """Return what to show of a recorder.

        Args:
            is_playing: whether a take is played.
            waits: whether it begins once something is listened to.
        """
        word, beats = recorder.label, recorder.pace.beats
        if recorder.state in (State.PROMPT, State.COUNTDOWN):
            kind: Kind = "ready" if recorder.state is State.PROMPT else "countdown"
            return Scene(kind, word, self.tr("Get ready"), recorder.countdown, beats)
        if recorder.state is State.LISTENING:
            return self._listening(recorder)
        if recorder.state is State.CHECKED and recorder.outcome is not None:
            return self._outcome(recorder.outcome)
        if recorder.state is State.FINISHED:
            return Scene("done", self.tr("Done"), self._end(recorder))
        return Scene("paused", word, self._why_paused(is_playing, waits), waits=waits)

    def _listening(self, recorder: Recorder) -> Scene:
        if recorder.hearing:
            return Scene("hearing", recorder.label, self.tr("I hear you"))
        return Scene("listening", recorder.label, self._invitation(recorder.overdue))

    def _invitation(self, overdue: bool) -> str:
        if overdue:
            return self.tr("Nothing is heard. Speak louder, or check the microphone under Input.")
        return self.tr("Say it now")

    def _outcome(self, outcome: Outcome) -> Scene:
        if outcome.take is not None:
            return Scene("kept", outcome.label, self._quality(outcome.take))
        fault = outcome.faults[0]
        why = f"{translated(fault.sentence)} {translated(fault.remedy)}"
        return Scene("again", outcome.label, self.tr("Say it again. {}").format(why))

    def _quality(self, take: Take) -> str:
        """Say that a take is kept, and how loud it is."""
        level = "" if take.level_db is None else filled("{:.0f}", take.level_db)
        if take.snr_db is None:
            return self.tr("Kept: {} dB").format(level)
        return self.tr("Kept: {} dB, {:.0f} dB over the room").format(level, take.snr_db)

    def _end(self, recorder: Recorder) -> str:
        progress = recorder.progress
        if progress.skipped:
            text = self.tr("{} of {} takes are there. What was skipped is asked for another day.")
            return text.format(progress.done, progress.total)
        return self.tr("All {} takes are there.").format(progress.total)

    def _why_paused(self, is_playing: bool, waits: bool) -> str:
        if is_playing:
            return self.tr("Playing the last take")
        if waits:
            return self.tr("Waiting for the microphone…")
        return self.tr("Paused. The space bar goes on.")
