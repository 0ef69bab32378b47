"""Anonymous dots on the app's pages: as a picture and as a table."""
