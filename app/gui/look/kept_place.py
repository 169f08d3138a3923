"""Room that stays while nothing is in it."""

from PySide6.QtWidgets import QWidget


def keep_place(widget: QWidget) -> None:
    """Let a widget keep its room while it is hidden, so that nothing jumps."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
