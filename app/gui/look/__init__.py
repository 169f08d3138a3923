"""How things look: colours, type, and widgets that know nothing of sound."""
