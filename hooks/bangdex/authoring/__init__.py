"""What helps authors: reports of problems, new files, one form for all, and moving a file.

Functions here return what is to be said or written; ``changes`` alone writes.
"""
