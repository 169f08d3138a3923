"""What an answer rests on: parts of the sound are taken away, one after the other, and the model is asked again.

Occlusion as Zeiler and Fergus (2014) did it with pictures, on patches of time and frequency. The patch is made quiet in
the short-time spectrum and turned back into samples, since the model's front end is inside its graph.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.signal import ShortTimeFFT
from scipy.signal.windows import hann

from app.engine.decider import NOT_ISOLATED, UNSURE
from app.engine.gate import Span
from app.engine.model import Model
from app.engine.windows import cut, final_ends
from app.errors import UsageError
from app.events import Prediction, Utterance
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary

FFT, HOP = 512, 128
"""Samples: 32 ms see the harmonics of a voice, 8 ms its edges."""

BANDS, TIMES = 8, 16
"""Cells of the picture: an eighth of the mel scale by about 70 ms."""

PATCH = 2
"""Cells on each side of what is taken away at once; a single cell is too small to miss."""

QUIET_DB = -40.0
"""How much quieter a patch becomes. Zeros would be a sound that no microphone makes."""

LEAST_DOUBT = 1e-4
"""Nearer to 0 or 1 than this, a probability says nothing more about evidence."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Saliency:
    """What each part of an utterance did for an answer."""

    label: str
    """The answer that is explained."""
    confidence: float
    """Its probability with nothing taken away."""
    lowest: float
    """Its probability without the patch that it rests on most."""
    drops: Floats
    """Probability lost without a part, shape ``(BANDS, TIMES)``, the lowest band first; negative where it grew."""
    evidence: Floats
    """The same in log odds, where a sure answer shows its reasons too."""
    edges_hz: Floats
    """Frequencies between the bands, ``(BANDS + 1,)``."""
    edges: Floats
    """Sample indices between the times, ``(TIMES + 1,)``."""


def explained(prediction: Prediction) -> str:
    """Return the label whose reasons are worth a look: the answer, or the word that was not sure enough to be it."""
    if prediction.reason not in UNSURE:
        return prediction.label
    words = {name: share for name, share in prediction.probabilities.items() if name not in (UNKNOWN, SILENCE)}
    return max(words, key=lambda name: words[name])


def explain(model: Model, utterance: Utterance, is_wanted: Callable[[], bool] = lambda: True) -> Saliency | None:
    """Find out what the final answer about ``utterance`` rests on.

    Args:
        model: the one that answered. NB: an ONNX Runtime session may be run by several threads at once.
        utterance: with the samples that the model heard.
        is_wanted: asked every tenth of a second whether to go on.

    Returns:
        ``None`` once it is not wanted.

    Raises:
        UsageError: no model was asked, since it was no isolated word; or this model does not know the word.
        ModelError: the model does not run.
    """
    if utterance.prediction.reason in NOT_ISOLATED:
        raise UsageError("no model was asked about this: it was no word standing alone; say single words")
    ask = _Question(model, utterance)
    spectrum = _Spectrum(utterance.samples)
    # NB: the windows may reach beyond the samples, where there is only silence to take away.
    begin, end = utterance.start, utterance.start + len(utterance.samples)
    edges = np.linspace(max(begin, ask.ends[0] - ask.length), min(end, ask.ends[-1]), TIMES + 1)
    edges_hz = _from_mel(np.linspace(0, _mel(SAMPLE_RATE / 2), BANDS + 1))
    rows = []
    for low, high in _stretches(edges_hz):
        if not is_wanted():
            return None
        rows.append(ask.shares(spectrum.without(low, high, (edges - begin).tolist())))
    without = np.array(rows)  # (patches up, patches along)
    confidence = float(ask.shares(utterance.samples[None])[0])
    return Saliency(
        label=ask.label,
        confidence=confidence,
        lowest=float(without.min()),
        drops=_spread(confidence - without),
        evidence=_spread(_log_odds(confidence) - _log_odds(without)),
        edges_hz=edges_hz,
        edges=edges,
    )


class _Question:
    """Asks for the probability of one label, given changed samples of one utterance."""

    def __init__(self, model: Model, utterance: Utterance) -> None:
        prediction = utterance.prediction
        words = [label for label in prediction.probabilities if label not in (UNKNOWN, SILENCE)]
        self._model, self._start = model, utterance.start
        self._vocabulary = Vocabulary.parse(",".join(words), model.labels)
        self.label, self.length = explained(prediction), model.card.window_samples
        self._place = self._vocabulary.labels.index(self.label)
        span = Span(prediction.start, prediction.end)
        self.ends = final_ends(span, prediction.at, self.length)
        if span.end - span.start > EngineSettings().longest_word:
            self.ends = [self._surest_end(utterance, span)]

    def shares(self, variants: Samples) -> Floats:
        """Return one probability for each row of ``(n, samples)``."""
        windows = np.concatenate([cut(samples, self._start, self.ends, self.length) for samples in variants])
        rows = self._vocabulary.fold(self._model.predict(windows))[:, self._place]
        shares: Floats = rows.reshape(len(variants), -1).mean(axis=1).astype(np.float64)
        return shares

    def _surest_end(self, utterance: Utterance, span: Span) -> int:
        """Return where the window ends that knows the word best, in a stretch that push-to-talk held."""
        ends = list(range(min(span.start + self.length, utterance.prediction.at), utterance.prediction.at + 1, 1536))
        rows = self._model.predict(cut(utterance.samples, self._start, ends, self.length))
        return ends[int(self._vocabulary.fold(rows)[:, self._place].argmax())]


class _Spectrum:
    """The short-time spectrum of some samples, out of which patches can be taken."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._transform = ShortTimeFFT(hann(FFT, sym=False), hop=HOP, fs=SAMPLE_RATE, mfft=FFT)
        self._values = self._transform.stft(samples)  # (bins, frames)
        self._frame_at = self._transform.t(len(samples)) * SAMPLE_RATE

    def without(self, low_hz: float, high_hz: float, edges: list[float]) -> Samples:
        """Return the samples without a band, once for each stretch of ``PATCH`` cells of time: ``(n, samples)``."""
        inside = (self._transform.f >= low_hz) & (self._transform.f <= high_hz)
        band = np.where(inside[:, None], self._values, 0)
        parts = np.array(
            [np.where((self._frame_at >= begin) & (self._frame_at < end), band, 0) for begin, end in _stretches(edges)]
        )
        taken = self._transform.istft(parts, k1=len(self._samples)) * (1 - 10 ** (QUIET_DB / 20))
        rest: Samples = (self._samples - taken).astype(np.float32)
        return rest


def _stretches(edges: npt.ArrayLike) -> Iterator[tuple[float, float]]:
    """Yield beginning and end of every ``PATCH`` cells in a row, those that reach over the sides cut there."""
    places = np.asarray(edges, np.float64)
    for first in range(1 - PATCH, len(places) - 1):
        yield float(places[max(0, first)]), float(places[min(len(places) - 1, first + PATCH)])


def _spread(patches: Floats) -> Floats:
    """Return for each cell the mean of the patches that cover it."""
    windows = np.lib.stride_tricks.sliding_window_view(patches, (PATCH, PATCH))
    means: Floats = windows.mean(axis=(-2, -1))
    return means


def _log_odds(share: npt.ArrayLike) -> Floats:
    share = np.clip(share, LEAST_DOUBT, 1 - LEAST_DOUBT)
    odds: Floats = np.log(share / (1 - share))
    return odds


def _mel(hz: float) -> float:
    return 2595.0 * float(np.log10(1 + hz / 700.0))


def _from_mel(mel: Floats) -> Floats:
    hz: Floats = 700.0 * (10 ** (mel / 2595.0) - 1)
    return hz
