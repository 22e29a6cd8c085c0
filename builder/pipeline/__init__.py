"""The way from content to a release: load, check, plan, render, publish. Composes the stages, which do not know
each other, caches their work by the digest of its inputs and shares it out over processes."""

from builder.pipeline.building import Built, Checked, build, check

__all__ = ["Built", "Checked", "build", "check"]
