"""Vary training audio, on the device of training, by draws from an explicit generator.

Validation and test data never pass through here.
"""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from app.types import SAMPLE_RATE
from training.config import AugmentConfig

Change = Callable[[Tensor, AugmentConfig, Generator], Tensor]
"""Varies waveforms ``(batch, samples)``."""


def uniform(count: int, low: float, high: float, generator: Generator) -> Tensor:
    """Return ``count`` numbers between ``low`` and ``high``."""
    return torch.rand(count, generator=generator, device=generator.device) * (high - low) + low


def chance(count: int, probability: float, generator: Generator) -> Tensor:
    """Return ``count`` booleans, true with ``probability``."""
    return torch.rand(count, generator=generator, device=generator.device) < probability


def place(clips: Tensor, frames: Tensor, length: int, config: AugmentConfig, generator: Generator) -> Tensor:
    """Put clips near the middle of a window, played a little faster or slower.

    Args:
        clips: float32 ``(batch, longest)``, each row filled up to its number of ``frames``.
        frames: ``(batch,)``, the clips' lengths in samples.
        length: samples of the window.

    Returns:
        ``(batch, length)``, zeros where no clip is.
    """
    batch = len(clips)
    speed = uniform(batch, *config.speed, generator)[:, None]
    reach = config.shift_s * SAMPLE_RATE
    shift = uniform(batch, -reach, reach, generator)[:, None]
    time = torch.arange(length, device=clips.device)[None] - length / 2 - shift
    position = time * speed + frames[:, None] / 2
    inside = (position >= 0) & (position <= frames[:, None] - 1)
    left = position.clamp(0, clips.shape[1] - 2).long()
    fraction = (position - left).clamp(0, 1)
    value = clips.gather(1, left) * (1 - fraction) + clips.gather(1, left + 1) * fraction
    return torch.where(inside, value, 0.0)


def reverberate(waves: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Convolve each row with a room response of its own: a direct sound and an exponentially decaying noise."""
    batch, length = waves.shape
    if not batch:
        return waves  # an FFT of nothing is an error
    tail = SAMPLE_RATE // 2
    time = torch.arange(tail, device=waves.device)[None] / SAMPLE_RATE
    fall = 6.9 / uniform(batch, *config.reverberation_s, generator)[:, None]  # ln(1000): 60 dB
    response = torch.randn(batch, tail, generator=generator, device=waves.device) * torch.exp(-time * fall)
    response[:, : SAMPLE_RATE // 500] = 0.0  # the first reflection comes 2 ms after the direct sound
    energy = response.square().sum(1, keepdim=True).sqrt()
    direct = 10 ** (uniform(batch, *config.direct_db, generator)[:, None] / 20)
    response = response / (energy * direct)
    response[:, 0] = 1.0
    size = length + tail
    product = torch.fft.rfft(waves, size) * torch.fft.rfft(response, size)
    return torch.fft.irfft(product, size)[:, :length]


def tones(count: int, length: int, generator: Generator) -> Tensor:
    """Return sounds that a speech detector takes for voices and that say nothing, float32 ``(count, length)``.

    Each is a fundamental with random harmonics that glides, trembles, and swells or is plucked: sirens, notes, beeps,
    hums.
    """
    time = torch.arange(length, device=generator.device)[None] / SAMPLE_RATE
    pitch = 80.0 * 2 ** uniform(count, 0.0, 5.0, generator)[:, None]
    glide = uniform(count, -2.0, 2.0, generator)[:, None] * chance(count, 0.6, generator)[:, None]
    tremble = uniform(count, 0.0, 0.04, generator)[:, None] * chance(count, 0.5, generator)[:, None]
    rate = uniform(count, 3.0, 8.0, generator)[:, None]
    phase = (
        2
        * torch.pi
        * torch.cumsum(
            pitch * 2 ** (glide * time) * (1 + tremble * torch.sin(2 * torch.pi * rate * time)) / SAMPLE_RATE, dim=1
        )
    )
    strength = uniform(count, 0.0, 1.0, generator)[:, None] ** 2
    wave = sum(torch.sin(k * phase) * strength ** (k - 1) for k in range(1, 6))
    start = uniform(count, 0.05, 0.5, generator)[:, None]
    span = uniform(count, 0.1, 0.8, generator)[:, None]
    place_in = ((time - start) / span).clamp(0, 1)
    swell = torch.sin(torch.pi * place_in).clamp_min(0.0).sqrt()
    plucked = torch.exp(-5 * place_in) * (place_in > 0) * (place_in < 1)
    envelope = torch.where(chance(count, 0.5, generator)[:, None], swell, plucked)
    return 0.1 * torch.as_tensor(wave) * envelope


def add_noise(waves: Tensor, noise: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Scale the words, then mix ``noise`` of the same shape in at a random signal-to-noise ratio.

    The level of a word is measured where it is loud, so that a short word in a long pause is not drowned.
    """
    batch = len(waves)
    level = loud_level(waves)
    snr = 10 ** (uniform(batch, *config.snr_db, generator)[:, None] / 20)
    wanted = level / snr / noise.square().mean(1, keepdim=True).sqrt().clamp_min(1e-6)
    wanted = torch.where(chance(batch, config.noise_probability, generator)[:, None], wanted, 0.0)
    hiss = 10 ** (uniform(batch, -100.0, -55.0, generator)[:, None] / 20)
    hiss = torch.where(chance(batch, config.hiss_probability, generator)[:, None], hiss, 0.0)
    hiss = torch.randn(waves.shape, generator=generator, device=waves.device) * hiss
    gain = 10 ** (uniform(batch, *config.gain_db, generator)[:, None] / 20)
    return ((waves + noise * wanted) * gain + hiss).clamp(-1.0, 1.0)


def loud_level(waves: Tensor) -> Tensor:
    """Return the root mean square of the loudest fifth of 10 ms pieces, ``(batch, 1)``."""
    power = waves.reshape(len(waves), -1, SAMPLE_RATE // 100).square().mean(2)
    return power.topk(power.shape[1] // 5, dim=1).values.mean(1, keepdim=True).sqrt().clamp_min(1e-4)


def colour(waves: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Filter ``(batch, samples)`` as a channel would: a smooth response, and a limited bandwidth."""
    batch, length = waves.shape
    size = 2 ** math.ceil(math.log2(length))
    frequency = torch.linspace(0.0, SAMPLE_RATE / 2, size // 2 + 1, device=waves.device)
    uneven = chance(batch, config.equaliser_probability, generator)
    narrow = chance(batch, config.narrow_probability, generator)
    gain_db = _smooth_response(batch, frequency, config, generator) * uneven[:, None]
    gain_db = gain_db - _loss_above_cutoff(batch, frequency, generator) * narrow[:, None]
    chosen = (uneven | narrow).nonzero()[:, 0]
    if not len(chosen):
        return waves  # an FFT of nothing is an error
    spectrum = torch.fft.rfft(waves[chosen], size) * 10 ** (gain_db[chosen] / 20)
    filtered = torch.fft.irfft(spectrum, size)[:, :length]
    return waves.index_copy(0, chosen, filtered)


def _smooth_response(batch: int, frequency: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Return gains in decibels ``(batch, bins)``, drawn at seven points spread over a mel-like axis."""
    knots = torch.randn(batch, 7, generator=generator, device=frequency.device) * config.equaliser_db
    place_ = torch.log1p(frequency / 700.0)
    place_ = place_ / place_[-1] * (knots.shape[1] - 1)
    left = place_.long().clamp_max(knots.shape[1] - 2)
    fraction = place_ - left
    return knots[:, left] * (1 - fraction) + knots[:, left + 1] * fraction


def _loss_above_cutoff(batch: int, frequency: Tensor, generator: Generator) -> Tensor:
    """Return losses in decibels ``(batch, bins)`` of telephones and 8 kHz recordings, the commonest narrow bands."""
    cutoff = torch.where(chance(batch, 0.6, generator), 3_900.0, uniform(batch, 3_000.0, 7_000.0, generator))
    octaves = (frequency.clamp_min(1.0)[None] / cutoff[:, None]).log2().clamp_min(0.0)
    slope = uniform(batch, 40.0, 400.0, generator)[:, None]  # decibels per octave
    return (octaves * slope).clamp_max(80.0)


def transcode(waves: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Leave what a voice codec at a low bit rate leaves: in each band and frame the strong parts, and coding noise.

    The noise follows the signal's own spectrum at a random ratio, as perceptual coders shape it; bands far below the
    frame's loudest are dropped.
    """
    if not len(waves):
        return waves  # an STFT of nothing is an error
    size, hop = 512, 256
    window = torch.hann_window(size, device=waves.device).sqrt()
    spectrum = torch.stft(waves, size, hop, window=window, return_complex=True)  # (batch, bins, frames)
    power = spectrum.abs().square()
    bands = F.avg_pool1d(power.transpose(1, 2), 9, 1, 4, count_include_pad=False).transpose(1, 2)
    ratio = 10 ** (-uniform(len(waves), *config.codec_snr_db, generator)[:, None, None] / 20)
    drawn = torch.randn(2, *spectrum.shape, generator=generator, device=waves.device)
    noise = torch.complex(drawn[0], drawn[1]) * bands.sqrt() * ratio  # half of its power goes in the window
    audible = bands > bands.amax(dim=1, keepdim=True) * 1e-5
    return torch.istft(torch.where(audible, spectrum + noise, 0.0), size, hop, window=window, length=waves.shape[1])


def mask(features: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Blank random stretches of time and of bands of ``(batch, …, bands, frames)`` with the mean (Park et al. 2019)."""
    batch, bands, frames = len(features), features.shape[-2], features.shape[-1]
    hidden = torch.zeros(batch, bands, frames, dtype=torch.bool, device=features.device)
    for _ in range(config.time_masks):
        hidden |= _stretch(batch, frames, round(config.time_mask_share * frames), generator)[:, None, :]
    for _ in range(config.band_masks):
        hidden |= _stretch(batch, bands, round(config.band_mask_share * bands), generator)[:, :, None]
    mean = features.mean(dim=(-2, -1), keepdim=True)
    return torch.where(hidden.view(batch, *[1] * (features.ndim - 3), bands, frames), mean, features)


def _stretch(batch: int, size: int, longest: int, generator: Generator) -> Tensor:
    """Return ``(batch, size)`` booleans, true on one random run of up to ``longest``."""
    length = uniform(batch, 0, longest + 1, generator).floor()[:, None]
    start = (uniform(batch, 0, 1, generator)[:, None] * (size - length)).floor()
    index = torch.arange(size, device=generator.device)[None]
    return (index >= start) & (index < start + length)
