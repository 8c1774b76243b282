"""A lake over HTTP: the REST API, read-only, and the page as static files that use only it.

`app` puts it together, `run` binds it, `guard` looks at each request first, `live` keeps the lake as it stands now, and
`routes` has one file a resource.
"""
