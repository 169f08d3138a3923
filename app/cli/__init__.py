"""The command line: everything that the window does to sound, without it. One module per sub-command."""
