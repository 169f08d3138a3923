"""Pictures of data and of runs, drawn without pyplot, so that no figure outlives the call that made it."""
