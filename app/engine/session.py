"""How ONNX Runtime is run: one thread, no spinning, no chatter, no files but the model."""

import os

import onnxruntime


def quiet_options() -> onnxruntime.SessionOptions:
    """Return options for small networks: more threads would cost more than they bring, and spinning costs battery."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # A graph may name other files for its weights, and would find them in the current folder: there they cannot be.
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", os.devnull)
    options.log_severity_level = 4  # what is wrong is raised as well
    return options
