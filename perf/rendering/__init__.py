"""Write documents as files people use: pdf, xlsx, docx, html, text."""
