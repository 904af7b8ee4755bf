"""The pages about people, a module a blueprint."""

from perf.people.views import account, roles, security_log, users

BLUEPRINTS = (account.blueprint, users.blueprint, roles.blueprint, security_log.blueprint)
