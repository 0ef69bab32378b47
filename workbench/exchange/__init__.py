"""Tables and foreign formats to and from the domain."""
