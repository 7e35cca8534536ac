"""The lessons that come with the project, one TOML file each; the number in a file's name is its place."""
