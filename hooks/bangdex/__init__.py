"""Bangdex: a searchable troubleshooting knowledge base, built as plain files.

The engine of the site. It never imports MkDocs: ``bangdex_hook`` beside this
package is the only module that does.
"""

__version__ = "0.1.0"
