"""The routes, one file a resource. Each answers out of the picture that stands when it is asked."""
