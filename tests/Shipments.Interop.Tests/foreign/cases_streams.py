"""Calls that stream: bidirectional scans, the health watch, reflection."""
import queue

import grpc

from expect import CODE, equal, parcel_where, refused


def a_hundred_batches_in_flight(c):
    name = f"parcels/{c.run}-stream"
    c.api.register_parcel(c.make.registration(f"{c.run}-stream"))
    batches = [_batch(c, 7 * i, *[c.make.scan(3 * i + j, parcel=name) for j in range(3)]) for i in range(100)]
    acks = list(c.api.scan_stream(iter(batches)))
    equal([ack.batch for ack in acks], [7 * i for i in range(100)])
    equal([c.make.results(ack.outcomes) for ack in acks], [["RECORDED"] * 3] * 100)
    equal(c.api.get_parcel(c.make.full(name)).parcel.scan_count, 300)


def a_stream_with_nothing_in_it(c):
    equal(list(c.api.scan_stream(iter([]))), [])


def a_stream_cancelled_in_the_middle(c):
    name = f"parcels/{c.run}-cut"
    c.api.register_parcel(c.make.registration(f"{c.run}-cut"))
    waiting = queue.SimpleQueue()
    for i in range(50):
        waiting.put(_batch(c, i, c.make.scan(i, parcel=name)))
    call = c.api.scan_stream(iter(waiting.get, None))
    acked = []
    try:
        for ack in call:
            acked += [one.scan_id for one in ack.outcomes]
            if len(acked) == 5:
                call.cancel()
        raise AssertionError("the cancelled stream ended well")
    except grpc.RpcError as error:
        equal(error.code(), CODE.CANCELLED)
    finally:
        waiting.put(None)
    assert len(acked) >= 5, acked
    parcel = parcel_where(c, name, lambda one: len(one.scans) >= len(acked), "the acknowledged scans")
    equal(set(acked) - {one.scan_id for one in parcel.scans}, set(), "acknowledged and lost")
    health = c.api.messages.health
    equal(c.api.health_check(health.HealthCheckRequest()).status, health.HealthCheckResponse.SERVING)


def a_stream_with_an_overlong_batch(c):
    good = _batch(c, 1, c.make.scan(1, tracking_number=f"SB{c.run}"))
    long = _batch(c, 2, *[c.make.scan(i, tracking_number=f"SC{c.run}") for i in range(1_001)])
    acks = []

    def read():
        try:
            acks.extend(ack.batch for ack in c.api.scan_stream(iter([good, long])))
        except grpc.RpcError as error:
            raise c.api.explain(error) from None

    refused(read, CODE.INVALID_ARGUMENT, "FIELDS_INVALID", ["scans"])
    equal(acks, [1], "the batch before is acknowledged")


def health_watch(c):
    call = c.api.health_watch()
    seen = []
    try:
        for message in call:
            seen.append(message.status)
            call.cancel()
        raise AssertionError("the cancelled watch ended well")
    except grpc.RpcError as error:
        equal(error.code(), CODE.CANCELLED)
    equal(seen, [c.api.messages.health.HealthCheckResponse.SERVING])


def reflection(c):
    names = c.api.list_services()
    wanted = {f"shipments.v1.{one}" for one in ("ParcelService", "ScanService", "CarrierService")} | {"grpc.health.v1.Health"}
    equal(wanted - set(names), set(), f"services not listed in {names}")


def _batch(c, number, *scans):
    return c.api.messages.scans.StreamScansRequest(batch=number, scans=scans)
