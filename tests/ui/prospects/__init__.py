"""The windows of prospects: pipeline, quotes, follow-ups, driven through their controls."""
