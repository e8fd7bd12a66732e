# An environment like any other; each test says in what its own differs.
project      = "my-sites-123456"
region       = "europe-west1"
content_file = "tests/content/two-sites.yaml"
image        = "europe-west1-docker.pkg.dev/my-sites-123456/tickbox/functions@sha256:0000000000000000000000000000000000000000000000000000000000000000"
