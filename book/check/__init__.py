"""The proofreader: one small function a rule."""
