"""My voice: record takes, judge by them, choose a threshold, adapt a model."""
