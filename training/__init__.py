"""Train, measure and export the models that Sayso runs. Needs PyTorch; never imported by ``app``."""
