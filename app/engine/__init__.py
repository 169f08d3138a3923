"""From samples to predictions: model, gate, decider, pipeline, runner. No Qt, and no thread inside the pipeline."""
