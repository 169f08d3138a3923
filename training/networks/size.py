"""How large a network is, and how much it computes."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


def count_parameters(module: nn.Module) -> int:
    """Return the number of learnt parameters; buffers, such as a front end's filters, are not learnt."""
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def count_multiply_adds(network: nn.Module, feature_shape: tuple[int, ...]) -> int:
    """Return the multiplications with addition that convolutions and products take for one clip.

    Args:
        feature_shape: of one clip, without the batch. For a front end it is that of the waveform.
    """
    training = network.training
    device = next((t.device for t in (*network.parameters(), *network.buffers())), torch.device("cpu"))
    counter = FlopCounterMode(display=False)
    try:
        with torch.no_grad(), counter:
            network.eval()(torch.zeros(1, *feature_shape, device=device))
    finally:
        network.train(training)
    return int(counter.get_total_flops()) // 2
