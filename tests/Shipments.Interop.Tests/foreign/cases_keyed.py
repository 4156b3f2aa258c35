"""Calls against a silo with keys of two tenants: who may in, and what each can see."""
import grpc

from expect import CODE, equal, parcel_where, refused
from shipments_api import Refusal


def no_key(c):
    m = c.api.messages
    refused(lambda: c.api.get_parcel(c.make.full("parcels/x")), CODE.UNAUTHENTICATED, "API_KEY_MISSING")
    refused(lambda: c.api.record_scans(c.make.scans()), CODE.UNAUTHENTICATED, "API_KEY_MISSING")
    refused(lambda: c.api.list_unmapped_codes(m.carriers.ListUnmappedCodesRequest()), CODE.UNAUTHENTICATED, "API_KEY_MISSING")
    refused(lambda: _streamed(c, ()), CODE.UNAUTHENTICATED, "API_KEY_MISSING")


def a_wrong_key(c):
    wrong = _key(c.args.key + "x")
    refused(lambda: c.api.get_parcel(c.make.full("parcels/x"), metadata=wrong), CODE.UNAUTHENTICATED, "API_KEY_UNKNOWN")
    refused(lambda: _streamed(c, wrong), CODE.UNAUTHENTICATED, "API_KEY_UNKNOWN")


def a_key_as_bearer(c):
    c.api.register_parcel(c.make.registration(f"{c.run}-bearer"), metadata=(("authorization", f"Bearer {c.args.key}"),))
    c.api.get_parcel(c.make.full(f"parcels/{c.run}-bearer"), metadata=_key(c.args.key))


def a_stream_with_a_key(c):
    equal([ack.batch for ack in _streamed(c, _key(c.args.key))], [1])


def another_tenants_parcel_is_not_there(c):
    name, other = f"parcels/{c.run}-mine", _key(c.args.otherkey)
    c.api.register_parcel(c.make.registration(f"{c.run}-mine"), metadata=_key(c.args.key))
    others = refused(lambda: c.api.get_parcel(c.make.full(name), metadata=other), CODE.NOT_FOUND, "PARCEL_NOT_FOUND")
    nobodys = refused(lambda: c.api.get_parcel(c.make.full(name + "x"), metadata=other), CODE.NOT_FOUND, "PARCEL_NOT_FOUND")
    equal(others.text, nobodys.text.replace(name + "x", name), "nothing tells the two apart")
    outcome = c.api.record_scans(c.make.scans(c.make.scan(1, parcel=name)), metadata=other).outcomes[0]
    error = Refusal(c.api.messages, outcome.error.code, outcome.error.message, [("grpc-status-details-bin", outcome.error.SerializeToString())])
    equal(error.reason, "PARCEL_NOT_FOUND")


def tenants_share_no_id_and_no_number(c):
    name, number = f"parcels/{c.run}-same", f"TN{c.run}".upper()
    made = []
    for ordinal, key in ((1, _key(c.args.key)), (2, _key(c.args.otherkey))):
        c.api.register_parcel(c.make.registration(f"{c.run}-same", [number]), metadata=key)
        parcel_where(c, name, lambda one: len(one.tracking_numbers) == 1, "the number at its parcel", key)
        c.api.record_scans(c.make.scans(c.make.scan(ordinal, tracking_number=number)), metadata=key)
        made.append(parcel_where(c, name, lambda one: len(one.scans) == 1, "the scan of this tenant", key))
    equal([one.scans[0].description for one in made], ["scan 1", "scan 2"])
    equal([one.tracking_numbers[0].shared for one in made], [False, False])


def _key(key):
    return (("x-api-key", key),)


def _streamed(c, metadata):
    batch = c.api.messages.scans.StreamScansRequest(batch=1, scans=[c.make.scan(1, tracking_number="KEYED12345")])
    try:
        return list(c.api.scan_stream(iter([batch]), metadata))
    except grpc.RpcError as error:
        raise c.api.explain(error) from None
