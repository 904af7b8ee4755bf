"""Which browser somebody uses, in a few words that they recognise; it is what the browser says of itself."""

_BROWSERS = (
    ("QQBrowser", "QQ 浏览器"),
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Words of a User-Agent header and what they stand for: the first that fits, as most claim to be others too."""

_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """Say which browser on which system a User-Agent header names."""
    browser = next((name for word, name in _BROWSERS if word in user_agent), "没有报名字的浏览器")
    system = next((name for word, name in _SYSTEMS if word in user_agent), None)
    return f"{browser}（{system}）" if system else browser
