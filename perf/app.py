"""The web application, put together: this module registers and decides nothing."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from perf.accounts.signing import use_accounts
from perf.accounts.views import register_sign_in
from perf.database import open_engine
from perf.departments.views import blueprint as departments
from perf.disclosure import check_page, import_preview, views
from perf.domain.days import say_day
from perf.drafting.views import BLUEPRINTS as DRAFTING
from perf.library.views import BLUEPRINTS as LIBRARY
from perf.overview.views import BLUEPRINTS as OVERVIEW
from perf.paths import shipped
from perf.people.views import BLUEPRINTS as PEOPLE
from perf.reviews.views import BLUEPRINTS as REVIEWS
from perf.settings import Settings
from perf.web import health
from perf.web.addresses import use_addresses
from perf.web.cookies import configure_cookies
from perf.web.errors import register_errors
from perf.web.form_sizes import use_form_sizes
from perf.web.guard import guard
from perf.web.headers import set_headers
from perf.web.session import use_database
from perf.web.wording import say_moment

_FORM_OVERHEAD = 64 * 1024
"""What a form sends besides the file: the token and the boundaries."""

_FORM_LIMIT = 8 * 1024 * 1024
_FIELDS_MOST = 20_000


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; without settings they are read from the environment.

    Raises :class:`perf.settings.SettingsError` for wrong settings. The database is first touched by a request.
    """
    settings = settings or Settings.from_env()
    app = Flask("perf", template_folder=str(shipped("templates")))
    app.config.update(
        SECRET_KEY=settings.secret_key(),
        MAX_CONTENT_LENGTH=settings.upload_limit + _FORM_OVERHEAD,
        # A table of two hundred rows in Chinese, three bytes a character and each of them written as three in the form.
        MAX_FORM_MEMORY_SIZE=_FORM_LIMIT,
        MAX_FORM_PARTS=_FIELDS_MOST,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.extensions["jixiao-settings"] = settings
    app.template_filter("moment")(say_moment)
    app.template_filter("day")(say_day)
    use_addresses(app)
    configure_cookies(app)
    use_database(app, open_engine(settings.database_url))
    Bootstrap5(app)
    use_form_sizes(app)
    CSRFProtect(app)
    use_accounts(app)
    for blueprint in (
        views.blueprint,
        check_page.blueprint,
        import_preview.blueprint,
        *PEOPLE,
        *LIBRARY,
        departments,
        *DRAFTING,
        *REVIEWS,
        *OVERVIEW,
        health.blueprint,
    ):
        app.register_blueprint(blueprint)
    register_sign_in(app)
    register_errors(app)
    set_headers(app)
    guard(app)
    return app
