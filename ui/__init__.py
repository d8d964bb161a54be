"""The window: Qt Widgets over desktop.app. Layout and behaviour together, one screen a file."""
