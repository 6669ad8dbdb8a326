"""The settings under test: the real ones, on a data folder of the run's own and with quick password hashes."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="aftersales-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("AFTERSALES_")]:
    del os.environ[_name]  # a developer's own installation has no say in the tests
os.environ["AFTERSALES_DATA"] = _data
os.environ["AFTERSALES_SECRET_KEY"] = "tests-and-nothing-but-tests-are-signed-with-this"

from aftersales.config.settings import *  # noqa: E402, F403 - the environment had to be laid first

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING_CONFIG = None

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - from the settings above
    # A file like everybody's: several connections then wait for one another as they do in an installation.
    DATABASES["default"]["TEST"] = {"NAME": f"{_data}/test.sqlite3"}  # noqa: F405 - likewise
