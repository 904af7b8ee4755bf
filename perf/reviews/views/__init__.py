"""The pages of review."""

from perf.reviews.views import adjusting, chains, commenting, delegations, reviewing, versions, waiving

BLUEPRINTS = (
    reviewing.blueprint,
    commenting.blueprint,
    waiving.blueprint,
    adjusting.blueprint,
    versions.blueprint,
    delegations.blueprint,
    chains.blueprint,
)
