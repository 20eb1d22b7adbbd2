"""How the examples reach the brokers: an address, and a file of librdkafka settings where they want a sign-in."""

from pathlib import Path


def add_broker_options(parser):
    parser.add_argument("--brokers", default="127.0.0.1:9092", help="host:port, several with commas")
    parser.add_argument(
        "--client-config",
        help="file with a librdkafka setting name=value on each line, as kcat -F reads it: security.protocol, sasl.…",
    )


def broker_settings(options):
    settings = {}
    if options.client_config:
        for line in Path(options.client_config).read_text("utf-8").splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                name, _, value = line.partition("=")
                settings[name.strip()] = value.strip()
    return {**settings, "bootstrap.servers": options.brokers}
