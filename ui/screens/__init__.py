"""One file a screen: layout and behaviour together. Screens never import each other."""
