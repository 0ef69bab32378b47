"""The parts of the page Paper: sheets to print, who types them, and the grid."""
