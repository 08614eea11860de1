"""How a book looks: style sheets, faces, page geometry."""
