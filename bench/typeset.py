"""Typesets an HTML document with WeasyPrint alone, tagged, as a user of WeasyPrint would.

python bench/typeset.py FILE.html FILE.pdf
"""

import sys

from weasyprint import HTML

if __name__ == "__main__":
    HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1", pdf_tags=True)
