"""From an old document with many issues to the files of a knowledge base.

``blocks`` reads the document, ``outline`` says which block belongs to which issue,
``issue`` and ``product`` write the files, ``plan`` puts it together, ``write`` is the
only one that touches a disk. Every line of the document that isn't blank ends in
exactly one planned file, or in the report with the reason.
"""
