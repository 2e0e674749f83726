"""The corpus handed to other tools: one fast reader, and what each tool takes as its own."""
