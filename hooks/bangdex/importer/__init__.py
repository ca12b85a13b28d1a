"""From other people's documents to the files of a knowledge base.

``gather`` reads the documents. For each, ``drafting`` takes off the front matter
(``head``), has foreign markup made Markdown (``clean``: ``directives``, ``inline``,
``markup``), cuts it into ``blocks``, says which belongs to which issue (``outline``) and
to which section (``sections``), and writes drafts (``issue``, ``product``). What tells an
issue without headings, ``unfold`` writes with headings, and it is read again: questions
(``faq``), tables (``rows``), labels (``spoken``), one issue after the other (``cases``).
``plan`` gives all drafts their names and ids, has their ``links`` mended, and what a reader
would still refuse put into fences (``settle``). ``write`` is the only one that writes to a
disk. Every line of a document that isn't blank ends in exactly one planned file, or in the
report with the reason.
"""
