"""Unary calls against a silo without keys: every method, and every error the protos name."""
import json
import re
import time

import grpc

from expect import CODE, equal, parcel_where, refused
from shipments_api import Refusal


def register_and_get(c):
    numbers = [f"RG {c.run}-1".upper(), f"RH{c.run}".upper()]
    made = c.api.register_parcel(c.make.registration(f"{c.run}-get", numbers, labels={"order": "7"}))
    equal(made.retry_safe, True)
    equal(made.parcel.name, f"parcels/{c.run}-get")
    parcel = c.api.get_parcel(c.make.full(made.parcel.name)).parcel
    equal(parcel.lane, "CN-ES/cainiao-standard")
    equal(parcel.phase, c.api.messages.parcel.PHASE_PENDING)
    equal(dict(parcel.labels), {"order": "7"})
    assert re.fullmatch('".+"', parcel.etag), parcel.etag
    equal([one.number for one in parcel.tracking_numbers], [f"RG{c.run}1".upper(), f"RH{c.run}".upper()])


def register_without_ids(c):
    request = c.api.messages.parcels.RegisterParcelRequest(service="x")
    first, second = c.api.register_parcel(request), c.api.register_parcel(request)
    equal(first.retry_safe, False)
    assert first.parcel.parcel_id != second.parcel.parcel_id


def register_again_by_request_id(c):
    request = c.make.registration("", request_id=f"again-{c.run}")
    first, second = c.api.register_parcel(request), c.api.register_parcel(request)
    assert first.parcel.parcel_id
    equal(second, first)


def request_id_reused(c):
    c.api.register_parcel(c.make.registration(f"{c.run}-reused"))
    other = c.make.registration(f"{c.run}-reused", origin_country="US")
    refused(lambda: c.api.register_parcel(other), CODE.INVALID_ARGUMENT, "REQUEST_ID_REUSED")


def parcel_exists(c):
    c.api.register_parcel(c.make.registration(f"{c.run}-exists"))
    other = c.make.registration(f"{c.run}-exists", request_id=f"other-{c.run}")
    refused(lambda: c.api.register_parcel(other), CODE.ALREADY_EXISTS, "PARCEL_EXISTS")


def parcel_not_found(c):
    refused(lambda: c.api.get_parcel(c.make.full(f"parcels/{c.run}-absent")), CODE.NOT_FOUND, "PARCEL_NOT_FOUND")


def wrong_fields_are_named(c):
    wrong = c.make.registration("a b", [f"GOOD{c.run}", "A1"], origin_country="usa")
    fields = ["parcel_id", "origin_country", "tracking_numbers[1].number"]
    refused(lambda: c.api.register_parcel(wrong), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", fields)
    refused(lambda: c.api.get_parcel(c.make.full("parcels/")), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["name"])


def views(c):
    name = f"parcels/{c.run}-views"
    c.api.register_parcel(c.make.registration(f"{c.run}-views"))
    c.api.record_scans(c.make.scans(c.make.scan(1, parcel=name)))
    equal(len(c.api.get_parcel(c.make.full(name)).parcel.scans), 1)
    basic = c.api.get_parcel(c.api.messages.parcels.GetParcelRequest(name=name)).parcel
    equal((len(basic.scans), basic.scan_count, basic.phase), (0, 1, c.api.messages.parcel.PHASE_PICKED_UP))


def scans_by_parcel_and_by_number(c):
    name, number = f"parcels/{c.run}-both", f"BN{c.run}".upper()
    c.api.register_parcel(c.make.registration(f"{c.run}-both", [number]))
    parcel_where(c, name, lambda one: len(one.tracking_numbers) == 1, "the number at its parcel")
    scans = c.make.scans(c.make.scan(1, parcel=name), c.make.scan(2, code="DEPARTED", tracking_number=number))
    outcomes = c.api.record_scans(scans).outcomes
    equal(c.make.results(outcomes[:1]), ["RECORDED"])
    equal(list(outcomes[0].parcels), [name])
    assert re.fullmatch("[0-9a-f]{16}", outcomes[0].scan_id), outcomes[0].scan_id
    parcel = parcel_where(c, name, lambda one: len(one.scans) == 2, "the scan by number in the parcel")
    equal([one.scan_id for one in parcel.scans], [one.scan_id for one in outcomes])


def scans_again_by_request_id(c):
    name = f"parcels/{c.run}-twice"
    c.api.register_parcel(c.make.registration(f"{c.run}-twice"))
    request = c.make.scans(c.make.scan(1, parcel=name), c.make.scan(2, parcel=name), request_id=f"scans-{c.run}")
    first = c.api.record_scans(request)
    equal(c.make.results(first.outcomes), ["RECORDED", "RECORDED"])
    equal(c.api.record_scans(request), first)


def the_same_scan_is_a_duplicate(c):
    name = f"parcels/{c.run}-duplicate"
    c.api.register_parcel(c.make.registration(f"{c.run}-duplicate"))
    one = c.make.scan(1, parcel=name)
    equal(c.make.results(c.api.record_scans(c.make.scans(one)).outcomes), ["RECORDED"])
    equal(c.make.results(c.api.record_scans(c.make.scans(one, one)).outcomes), ["DUPLICATE", "DUPLICATE"])
    equal(c.api.get_parcel(c.make.full(name)).parcel.scan_count, 1)


def a_wrong_scan_spoils_no_other(c):
    name = f"parcels/{c.run}-mixed"
    c.api.register_parcel(c.make.registration(f"{c.run}-mixed"))
    future = int(time.time()) + 3 * 86_400
    outcomes = c.api.record_scans(c.make.scans(
        c.make.scan(1, parcel=name), c.make.scan(2, parcel=name, carrier="No!"), c.make.scan(3, parcel=name + "-none"),
        c.make.scan(4, parcel=name, seconds=future), c.make.scan(5, parcel=name))).outcomes
    equal(c.make.results(outcomes), ["RECORDED", "REFUSED", "REFUSED", "REFUSED", "RECORDED"])
    errors = [_refusal(c, one.error) for one in outcomes]
    equal(errors[1].fields, ["scans[1].carrier"])
    equal(errors[2].reason, "PARCEL_NOT_FOUND")
    equal(outcomes[3].error.code, CODE.INVALID_ARGUMENT.value[0])
    equal(c.api.get_parcel(c.make.full(name)).parcel.scan_count, 2)


def a_batch_of_1000_and_of_1001(c):
    scans = [c.make.scan(1, tracking_number=f"LB{c.run}{i}") for i in range(1_001)]
    outcomes = c.api.record_scans(c.make.scans(*scans[1:])).outcomes
    equal(c.make.results(outcomes), ["HELD"] * 1_000)
    refused(lambda: c.api.record_scans(c.make.scans(*scans)), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["scans"])
    refused(lambda: c.api.record_scans(c.make.scans()), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["scans"])


def a_message_over_4_mib(c):
    refused(lambda: _ingest(c, bytes(4 * 1024 * 1024 + 1)), CODE.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE")


def held_scans_are_claimed(c):
    number = f"HC{c.run}".upper()
    outcomes = c.api.record_scans(c.make.scans(c.make.scan(1, tracking_number=number), c.make.scan(2, tracking_number=number))).outcomes
    equal(c.make.results(outcomes), ["HELD", "HELD"])
    equal([len(one.parcels) for one in outcomes], [0, 0])
    c.api.register_parcel(c.make.registration(f"{c.run}-claims", [number]))
    parcel = parcel_where(c, f"parcels/{c.run}-claims", lambda one: len(one.scans) == 2, "two held scans in the parcel")
    equal([one.scan_id for one in parcel.scans], [one.scan_id for one in outcomes])
    equal(parcel.phase, c.api.messages.parcel.PHASE_PICKED_UP)


def a_payload(c):
    number = f"LP{c.run}".upper()
    c.api.register_parcel(c.make.registration(f"{c.run}-payload", [number]))
    event = {"time": int(time.time() * 1000) - 3_600_000, "timeStr": "", "timeZone": "GMT+8", "actionCode": "PU_PICKUP_SUCCESS",
             "desc": "Picked up", "group": {}}
    payload = json.dumps({"module": [{"mailNo": number, "detailList": [event]}], "success": True}).encode()
    items = _ingest(c, payload, request_id=f"payload-{c.run}").items
    equal([(one.tracking_number, len(one.outcomes)) for one in items], [(number, 1)])
    parcel = parcel_where(c, f"parcels/{c.run}-payload", lambda one: len(one.scans) == 1, "the scan of the payload in the parcel")
    equal(parcel.scans[0].code, "PU_PICKUP_SUCCESS")
    equal(parcel.phase, c.api.messages.parcel.PHASE_PICKED_UP)


def wrong_payloads(c):
    refused(lambda: _ingest(c, b"<html>"), CODE.INVALID_ARGUMENT, "PAYLOAD_MALFORMED")
    refused(lambda: _ingest(c, b"{}", format="nobody"), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["format"])
    refused(lambda: _ingest(c, b" " * (1024 * 1024 + 1)), CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["payload"])


def unmapped_codes(c):
    name, code = f"parcels/{c.run}-unmapped", f"ODD-{c.run}"
    c.api.register_parcel(c.make.registration(f"{c.run}-unmapped"))
    outcomes = c.api.record_scans(c.make.scans(c.make.scan(1, parcel=name, carrier="usps", code=code, description="odd"))).outcomes
    equal(outcomes[0].unmapped, True)
    codes = c.api.list_unmapped_codes(c.api.messages.carriers.ListUnmappedCodesRequest(carrier="usps")).codes
    equal([(one.carrier, one.example, one.count) for one in codes if one.code == code], [("usps", "odd", 1)])
    equal(c.api.get_parcel(c.make.full(name)).parcel.unmapped_count, 1)


def an_unknown_method(c):
    refused(lambda: c.api.unary("/shipments.v1.ParcelService/Nothing", b"", bytes), CODE.UNIMPLEMENTED)


def unreadable_bytes(c):
    refused(lambda: c.api.unary("/shipments.v1.ParcelService/GetParcel", b"\x0a\xff", bytes), CODE.INVALID_ARGUMENT, "MESSAGE_UNREADABLE")


def a_deadline(c):
    """A watch has no end of its own, so that only its deadline can end it."""
    call = c.api.health_watch(timeout=0.5)
    try:
        statuses = [message.status for message in call]
        raise AssertionError(f"the watch ended well, after {statuses}")
    except grpc.RpcError as error:
        equal(error.code(), CODE.DEADLINE_EXCEEDED)


def a_cancelled_call(c):
    request = c.make.registration(f"{c.run}-cancelled")
    path = "/shipments.v1.ParcelService/RegisterParcel"
    call = c.api.channel.unary_unary(path, request_serializer=bytes).future(request.SerializeToString(), timeout=20)
    call.cancel()
    try:
        call.result()
        raise AssertionError("the cancelled call gave an answer")
    except grpc.FutureCancelledError:
        pass
    equal(call.code(), CODE.CANCELLED)
    c.api.register_parcel(request)


def health_check(c):
    health = c.api.messages.health
    equal(c.api.health_check(health.HealthCheckRequest()).status, health.HealthCheckResponse.SERVING)
    refused(lambda: c.api.health_check(health.HealthCheckRequest(service="nobody")), CODE.NOT_FOUND)


def _ingest(c, payload, format="cainiao-detail-json", request_id=""):
    return c.api.ingest_payload(c.api.messages.carriers.IngestPayloadRequest(format=format, payload=payload, request_id=request_id))


def _refusal(c, status):
    return Refusal(c.api.messages, status.code, status.message, [("grpc-status-details-bin", status.SerializeToString())])
