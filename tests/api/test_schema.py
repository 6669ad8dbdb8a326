"""The OpenAPI document keeps its word: requests made from it are answered as it says, and never with a failure."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from aftersales.api.urls import api
from aftersales.ledger.registry import registry

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def document():
    """The document as programs read it."""
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_act_has_its_route_with_its_typed_input(document):
    acts = {path.rpartition("/")[2] for path in document["paths"] if path.startswith("/api/v1/acts/")}
    assert acts == registry.acts.keys()
    dispatch = document["components"]["schemas"]["WorkorderDispatchGiven"]
    assert {"engineer", "arrive_by"} <= dispatch["properties"].keys()


def test_no_two_inputs_share_a_name(document):
    given = [name for name in document["components"]["schemas"] if name.endswith("Given")]
    assert len(given) == len(registry.acts)
    for spec in registry.acts.values():
        schema = document["components"]["schemas"][
            "".join(part.capitalize() for part in spec.type.name.replace(".", "_").split("_")) + "Given"
        ]
        assert schema.get("properties", {}).keys() == spec.given.model_fields.keys(), spec.type.name


def test_every_operation_says_what_can_go_wrong_as_problem_documents(document):
    for path, method, operation in operations(document):
        for status in ("400", "401", "403", "404", "409", "422", "429"):
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], (path, method)


def test_every_post_asks_for_a_key(document):
    for path, method, operation in operations(document):
        if method == "post":
            names = [one["name"] for one in operation["parameters"] if one["required"]]
            assert "Idempotency-Key" in names, path


@pytest.fixture
def ask(house):
    """Sends requests made from the document to the program itself, on the test's own connection."""
    headers = house.headers("service_hq@wuhan")
    signals = [request_started, request_finished]
    for signal in signals:
        signal.disconnect(close_old_connections)
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = list(found.get_all_operations())
    reads = [one.ok() for one in operations if isinstance(one, Ok)]
    assert len(reads) == len(operations)
    yield lambda chosen, count: [examples(one, headers, count) for one in reads if chosen(one)]
    for signal in signals:
        signal.connect(close_old_connections)


def examples(operation, headers, count):
    """So many requests to one operation, each answered as the document says."""

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def run(case):
        case.call_and_validate(headers=headers, checks=CHECKS)

    run()
    return operation.label


def test_lists_are_answered_as_the_document_says(ask):
    assert len(ask(lambda operation: operation.method == "get", 4)) > 20


def test_acts_are_answered_as_the_document_says(ask):
    named = ("entry.", "workorder.dispatch", "expense.submit", "quotation.send", "form.file", "event.correct")
    assert ask(lambda one: one.method == "post" and one.path.startswith(tuple(f"/api/v1/acts/{n}" for n in named)), 3)


def test_the_other_posts_are_answered_as_the_document_says(ask):
    assert ask(lambda one: one.method == "post" and "/acts/" not in one.path, 5)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_act_is_answered_as_the_document_says(ask):
    assert len(ask(lambda one: one.method == "post" and "/acts/" in one.path, 10)) == len(registry.acts)
