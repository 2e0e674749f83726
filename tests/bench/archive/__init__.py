"""What the corpus is made of: invented names, who and what an article tells of, and its words."""
