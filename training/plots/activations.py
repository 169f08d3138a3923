"""What a network makes of one clip: the waveform, its features, and what comes out of each block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor, nn

from app.types import SAMPLE_RATE
from training.plots.style import BLUE, FADED, new_figure, readable, styled

Values = npt.NDArray[np.float32]
MOST_BLOCKS = 8
"""As many heat maps as one can still read; of more blocks, evenly many are left out between first and last."""
RESHAPING = (nn.Flatten, nn.Dropout, nn.Identity)
"""What comes after a block and shows nothing new, or has lost its time axis."""


@dataclass(frozen=True)
class Example:
    """A network and a clip to watch it with."""

    front_end: nn.Module
    """Samples ``(batch, n)`` to features."""
    network: nn.Module
    """Those features to whatever it answers."""
    waveform: Tensor
    """Samples ``(n,)`` at 16 kHz in [-1, 1]."""
    title: str
    """What is said, such as ``seven``."""
    classes: Sequence[str] = ()
    """Names of what the last layer answers, in its order."""


@dataclass(frozen=True)
class Activation:
    """What one block answered to one clip."""

    block: str
    values: Values
    """``(rows, frames)``, or ``(units,)`` once time is gone."""
    rows: str
    """What the rows are, ``band``, ``channel`` or ``unit``."""
    averaged: int = 1
    """Channels that the values are the mean size of."""


def record(example: Example) -> tuple[Values, list[Activation]]:
    """Return the waveform and the activations: the features first, then each block's in the order of their work.

    A block is a layer with weights together with the normalisation, activation and pooling that follow it, or a module
    of several layers that is no plain sequence. The network is left as it was.
    """
    answers: list[tuple[str, nn.Module, Tensor]] = []

    def keep(name: str, module: nn.Module, output: object) -> None:
        tensor = output[0] if isinstance(output, tuple | list) else output
        if isinstance(tensor, Tensor):
            answers.append((name, module, tensor[0].detach().float().cpu().clone()))

    hooks = [
        module.register_forward_hook(lambda module, _, output, name=name: keep(name, module, output))
        for name, module in _parts(example.network)
    ]
    modules = [module for part in (example.front_end, example.network) for module in part.modules()]
    modes = [module.training for module in modules]
    try:
        with torch.no_grad():
            features = example.front_end.eval()(example.waveform[None])
            example.network.eval()(features)
    finally:
        for hook in hooks:
            hook.remove()
        for module, mode in zip(modules, modes, strict=True):
            module.training = mode
    blocks = [_activation(name, tensor) for name, tensor in _last_of_each_block(answers)]
    return example.waveform.cpu().numpy(), [_activation("features", features[0].float().cpu()), *_thin(blocks)]


def _parts(module: nn.Module, prefix: str = "") -> Iterator[tuple[str, nn.Module]]:
    """Yield the parts of a network with their names; plain sequences are taken apart, other modules are not."""
    for name, child in module.named_children():
        if isinstance(child, nn.Sequential | nn.ModuleList):
            yield from _parts(child, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", child


def _last_of_each_block(answers: list[tuple[str, nn.Module, Tensor]]) -> Iterator[tuple[str, Tensor]]:
    """Yield the name of each part that has weights, and the answer of the last part before the next such one."""
    name, last = "", None
    for part, module, tensor in answers:
        if any(parameter.dim() > 1 for parameter in module.parameters()):
            if last is not None:
                yield name, last
            name, last = f"{part} ({type(module).__name__})", tensor
        elif last is not None and not isinstance(module, RESHAPING):
            last = tensor
    if last is not None:
        yield name, last


def _thin(blocks: list[Activation]) -> list[Activation]:
    if len(blocks) <= MOST_BLOCKS:
        return blocks
    return [blocks[i] for i in np.linspace(0, len(blocks) - 1, MOST_BLOCKS).round().astype(int)]


def _activation(block: str, tensor: Tensor) -> Activation:
    """Take maps ``(channels, bands, frames)`` to the mean size over their channels; leave the rest as it is."""
    values = tensor.numpy()
    if values.ndim == 3 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim == 3 and values.shape[-1] > 1:
        channels = len(values)
        return Activation(block, values[0] if channels == 1 else np.abs(values).mean(axis=0), "band", channels)
    if values.ndim == 2 and 1 not in values.shape:
        return Activation(block, values, "band" if block == "features" else "channel")
    return Activation(block, values.reshape(-1), "unit")


def draw_activations(example: Example) -> Figure:
    """Draw the clip and what the network made of it, panel below panel, over time for as long as there is time."""
    waveform, activations = record(example)
    features, *blocks = activations
    if features.values.ndim == 1 and len(features.values) >= len(waveform) // 4:  # a raw waveform again
        activations = blocks
    with styled([example.title, *example.classes]):
        note = "Bright is a high value; each panel has its own scale."
        title = f"What the network makes of “{readable(example.title)}”, block by block"
        timed = [activation.values.ndim == 2 for activation in activations]
        heights = [0.8, *(1.0 if has_time else 0.4 for has_time in timed)]
        figure = new_figure(1.0 + 0.8 * sum(heights) + 0.22 * len(heights), title, note)
        panels = figure.subplots(len(heights), 1, height_ratios=heights)
        seconds = len(waveform) / SAMPLE_RATE
        _draw_waveform(panels[0], waveform, seconds)
        for axes, activation in zip(panels[1:], activations, strict=True):
            _draw(axes, activation, seconds)
        if activations[-1].values.shape == (len(example.classes),):
            names = [readable(name.strip("_")) for name in example.classes]
            panels[-1].set_xticks(range(len(names)), names, rotation=90, fontsize=7)
        last = max((i for i, has_time in enumerate(timed, 1) if has_time), default=0)
        for axes in panels[:last]:
            axes.tick_params(labelbottom=False)
        panels[last].set_xlabel("time in seconds", labelpad=1)
    return figure


def _draw_waveform(axes: Axes, waveform: Values, seconds: float) -> None:
    axes.plot(np.arange(len(waveform)) / SAMPLE_RATE, waveform, color=BLUE, linewidth=0.5)
    axes.set(xlim=(0, seconds), ylabel="amplitude")
    axes.set_title("waveform", pad=3)


def _draw(axes: Axes, activation: Activation, seconds: float) -> None:
    values = activation.values
    timed = values.ndim == 2
    low, high = np.percentile(values, (1, 99.5))
    extent = (0, seconds, -0.5, len(values) - 0.5) if timed else (-0.5, len(values) - 0.5, 0, 1)
    shown = np.atleast_2d(values)
    axes.imshow(shown, origin="lower", aspect="auto", extent=extent, cmap="viridis", vmin=low, vmax=high)
    axes.set_title(readable(activation.block, 40), pad=3)
    shape = " × ".join(map(str, values.shape)) + ("" if timed else " units")
    shape += f", mean size of {activation.averaged} channels" if activation.averaged > 1 else ""
    axes.set_title(shape, loc="right", pad=3, color=FADED, fontsize=7)
    axes.set_ylabel(activation.rows if timed else "")
    axes.tick_params(length=2)
    if not timed:
        axes.set_yticks([])
