"""What was found in a file of scores, as a page of text, a web page or a workbook."""
