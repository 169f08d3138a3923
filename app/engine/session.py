"""How ONNX Runtime is run: one thread, no spinning, no chatter."""

import onnxruntime


def quiet_options() -> onnxruntime.SessionOptions:
    """Return options for small networks: more threads would cost more than they bring, and spinning costs battery."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return options
