"""The knowledge base under kb/."""

from bangdex_hook import *  # noqa: F403
