"""Forward, backward and central differences with a step that is chosen beforehand."""
