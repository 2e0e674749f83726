"""Editing: content that is changed by program, in the words and the layout that its editors gave it."""
