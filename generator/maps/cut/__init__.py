"""The maintainers' room: cuts the world file from Natural Earth. Nothing here is needed to build a site."""
