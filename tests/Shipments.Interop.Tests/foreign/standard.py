"""python3 standard.py <host:port> <folder of protos>

The cases of the gRPC interoperability test descriptions; one JSON line each: {"case", "ok", "detail"}.
"""
import importlib
import json
import queue
import subprocess
import sys
import tempfile
import traceback

import grpc

SERVICE = "/grpc.testing.TestService/"
REQUEST_SIZES = [27182, 8, 1828, 45904]
RESPONSE_SIZES = [31415, 9, 2653, 58979]
WITHIN = 20


def load(protos):
    folder = tempfile.TemporaryDirectory(prefix="shipments-standard-")
    subprocess.run(["protoc", f"-I{protos}", f"--python_out={folder.name}", "grpc/testing/test.proto"], check=True)
    # `grpc` is an installed package already; its generated part lies beside.
    grpc.__path__.append(f"{folder.name}/grpc")
    return importlib.import_module("grpc.testing.test_pb2"), folder


class Client:
    def __init__(self, target, messages):
        self.m = messages
        self.channel = grpc.insecure_channel(target)

    def _method(self, kind, name, response):
        return getattr(self.channel, kind)(SERVICE + name, lambda message: message.SerializeToString(), response.FromString)

    @property
    def empty(self):
        return self._method("unary_unary", "EmptyCall", self.m.Empty)

    @property
    def unary(self):
        return self._method("unary_unary", "UnaryCall", self.m.SimpleResponse)

    @property
    def input(self):
        return self._method("stream_unary", "StreamingInputCall", self.m.StreamingInputCallResponse)

    @property
    def output(self):
        return self._method("unary_stream", "StreamingOutputCall", self.m.StreamingOutputCallResponse)

    @property
    def duplex(self):
        return self._method("stream_stream", "FullDuplexCall", self.m.StreamingOutputCallResponse)

    def large(self, **more):
        return self.m.SimpleRequest(response_size=314159, payload=self.payload(271828), **more)

    def payload(self, size):
        return self.m.Payload(body=bytes(size))

    def duplex_request(self, response, request):
        return self.m.StreamingOutputCallRequest(response_parameters=[self.m.ResponseParameters(size=response)], payload=self.payload(request))


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def failed(call, code, message=None):
    try:
        reply = call()
    except grpc.RpcError as error:
        equal(error.code(), code)
        if message is not None:
            equal(error.details(), message)
        return
    raise AssertionError(f"{code} was expected, the answer was {str(reply)[:200]}")


def sizes(replies):
    return [len(reply.payload.body) for reply in replies]


def empty_unary(c):
    equal(c.empty(c.m.Empty(), timeout=WITHIN), c.m.Empty())


def large_unary(c):
    equal(sizes([c.unary(c.large(), timeout=WITHIN)]), [314159])


def client_compressed_unary(c):
    def run(value, compression):
        return c.unary(c.large(expect_compressed=c.m.BoolValue(value=value)), timeout=WITHIN, compression=compression)
    failed(lambda: run(True, grpc.Compression.NoCompression), grpc.StatusCode.INVALID_ARGUMENT)
    equal(sizes([run(True, grpc.Compression.Gzip), run(False, grpc.Compression.NoCompression)]), [314159, 314159])


def server_compressed_unary(c):
    for value in (True, False):
        equal(sizes([c.unary(c.large(response_compressed=c.m.BoolValue(value=value)), timeout=WITHIN)]), [314159])


def client_streaming(c):
    requests = [c.m.StreamingInputCallRequest(payload=c.payload(size)) for size in REQUEST_SIZES]
    equal(c.input(iter(requests), timeout=WITHIN).aggregated_payload_size, 74922)


def server_streaming(c):
    request = c.m.StreamingOutputCallRequest(response_parameters=[c.m.ResponseParameters(size=size) for size in RESPONSE_SIZES])
    equal(sizes(c.output(request, timeout=WITHIN)), RESPONSE_SIZES)


def server_compressed_streaming(c):
    wanted = [c.m.ResponseParameters(size=size, compressed=c.m.BoolValue(value=value)) for size, value in ((31415, True), (92653, False))]
    equal(sizes(c.output(c.m.StreamingOutputCallRequest(response_parameters=wanted), timeout=WITHIN)), [31415, 92653])


def ping_pong(c):
    sent = queue.SimpleQueue()
    call = c.duplex(iter(sent.get, None), timeout=WITHIN)
    for response, request in zip(RESPONSE_SIZES, REQUEST_SIZES):
        sent.put(c.duplex_request(response, request))
        equal(sizes([next(call)]), [response])
    sent.put(None)
    equal(list(call), [])
    equal(call.code(), grpc.StatusCode.OK)


def empty_stream(c):
    call = c.duplex(iter([]), timeout=WITHIN)
    equal(list(call), [])
    equal(call.code(), grpc.StatusCode.OK)


def custom_metadata(c):
    trailing = b"\xab\xab\xab"
    metadata = (("x-grpc-test-echo-initial", "test_initial_metadata_value"), ("x-grpc-test-echo-trailing-bin", trailing))
    _, one = c.unary.with_call(c.large(), timeout=WITHIN, metadata=metadata)
    stream = c.duplex(iter([c.duplex_request(314159, 271828)]), timeout=WITHIN, metadata=metadata)
    equal(sizes(stream), [314159])
    for call in (one, stream):
        equal(dict(call.initial_metadata()).get("x-grpc-test-echo-initial"), "test_initial_metadata_value")
        equal(dict(call.trailing_metadata()).get("x-grpc-test-echo-trailing-bin"), trailing)


def status_code_and_message(c):
    status = c.m.EchoStatus(code=2, message="test status message")
    failed(lambda: c.unary(c.m.SimpleRequest(response_status=status), timeout=WITHIN), grpc.StatusCode.UNKNOWN, status.message)
    requests = [c.m.StreamingOutputCallRequest(response_status=status)]
    failed(lambda: list(c.duplex(iter(requests), timeout=WITHIN)), grpc.StatusCode.UNKNOWN, status.message)


def special_status_message(c):
    message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
    status = c.m.EchoStatus(code=2, message=message)
    failed(lambda: c.unary(c.m.SimpleRequest(response_status=status), timeout=WITHIN), grpc.StatusCode.UNKNOWN, message)


def unimplemented_method(c):
    call = c.channel.unary_unary(SERVICE + "UnimplementedCall")
    failed(lambda: call(b"", timeout=WITHIN), grpc.StatusCode.UNIMPLEMENTED)


def unimplemented_service(c):
    call = c.channel.unary_unary("/grpc.testing.UnimplementedService/UnimplementedCall")
    failed(lambda: call(b"", timeout=WITHIN), grpc.StatusCode.UNIMPLEMENTED)


def cancel_after_begin(c):
    call = c.input.future(iter(queue.SimpleQueue().get, None), timeout=WITHIN)
    call.cancel()
    equal(call.code(), grpc.StatusCode.CANCELLED)


def cancel_after_first_response(c):
    sent = queue.SimpleQueue()
    sent.put(c.duplex_request(31415, 27182))
    call = c.duplex(iter(sent.get, None), timeout=WITHIN)
    equal(sizes([next(call)]), [31415])
    call.cancel()
    equal(call.code(), grpc.StatusCode.CANCELLED)
    sent.put(None)


def timeout_on_sleeping_server(c):
    sent = queue.SimpleQueue()
    sent.put(c.m.StreamingOutputCallRequest(payload=c.payload(27182)))
    failed(lambda: list(c.duplex(iter(sent.get, None), timeout=0.001)), grpc.StatusCode.DEADLINE_EXCEEDED)
    sent.put(None)


CASES = [
    empty_unary, large_unary, client_compressed_unary, server_compressed_unary, client_streaming, server_streaming, server_compressed_streaming,
    ping_pong, empty_stream, custom_metadata, status_code_and_message, special_status_message, unimplemented_method, unimplemented_service,
    cancel_after_begin, cancel_after_first_response, timeout_on_sleeping_server,
]


def main():
    target, protos = sys.argv[1:]
    messages, folder = load(protos)
    client = Client(target, messages)
    for run in CASES:
        line = {"case": run.__name__, "ok": True, "detail": ""}
        try:
            run(client)
        except Exception:  # a case may fail in any way; the line says how
            line.update(ok=False, detail=traceback.format_exc())
        print(json.dumps(line), flush=True)
    client.channel.close()
    folder.cleanup()


if __name__ == "__main__":
    main()
