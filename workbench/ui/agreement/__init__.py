"""The agreement screen: sentences and dots first, figures with method and reference one click deeper."""
