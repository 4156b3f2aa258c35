"""Assertions and requests that the cases share."""
import time

import grpc

from shipments_api import Refusal

YESTERDAY = int(time.time()) - 86_400


def equal(actual, expected, what=""):
    assert actual == expected, f"{what}: expected {expected!r}, got {actual!r}"


def refused(call, code, reason=None, fields=None):
    """Runs a call that must fail so."""
    try:
        answer = call()
    except Refusal as refusal:
        equal(refusal.code, code, f"status of {refusal}")
        if reason is not None:
            equal((refusal.reason, refusal.domain), (reason, "shipments"), f"reason of {refusal}")
        if fields is not None:
            equal(sorted(refusal.fields), sorted(fields), "fields of BadRequest")
        return refusal
    raise AssertionError(f"{code} was expected, the answer was {str(answer)[:300]}")


class Requests:
    """Requests that no other is equal to."""

    def __init__(self, messages):
        self.messages = messages

    def scan(self, ordinal, carrier="shipments", code="PICKED_UP", description=None, seconds=None, **subject):
        scan = self.messages.scans.Scan(
            source_id=f"{list(subject.values())[0][-40:]}-{ordinal}", carrier=carrier, code=code, description=description or f"scan {ordinal}", **subject)
        scan.time.seconds = seconds or YESTERDAY + 60 * ordinal
        return scan

    def scans(self, *scans, request_id=""):
        return self.messages.scans.RecordScansRequest(scans=scans, request_id=request_id)

    def registration(self, parcel_id, numbers=(), **more):
        fields = dict(
            parcel_id=parcel_id, request_id=f"register-{parcel_id}", service="cainiao-standard", origin_country="CN", destination_country="ES")
        fields.update(more)
        request = self.messages.parcels.RegisterParcelRequest(**fields)
        for number in numbers:
            request.tracking_numbers.add(number=number)
        return request

    def full(self, name):
        return self.messages.parcels.GetParcelRequest(name=name, view=self.messages.parcels.PARCEL_VIEW_FULL)

    def results(self, outcomes):
        return [self.messages.scans.ScanResult.Name(outcome.result).replace("SCAN_RESULT_", "") for outcome in outcomes]


def parcel_where(context, name, wanted, awaited, metadata=()):
    """Reads a parcel again and again until it is as wanted; gives up, saying what was awaited, when the time is over."""
    deadline = time.monotonic() + 20
    while True:
        parcel = context.api.get_parcel(context.make.full(name), metadata=metadata).parcel
        if wanted(parcel):
            return parcel
        assert time.monotonic() < deadline, f"not within 20 s: {awaited}; the parcel was {str(parcel)[:600]}"


CODE = grpc.StatusCode
