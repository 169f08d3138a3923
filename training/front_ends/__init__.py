"""Front ends, one file each: a second of samples in, features out, as modules that are exported with the network."""
