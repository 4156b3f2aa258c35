"""What the Python client needs of the API: message classes made by protoc into a temporary folder, and calls by path on a plain channel.

Debian has no generator of Python service stubs, so methods are called by their names: that is all a stub does.
"""
import importlib
import subprocess
import sys
import tempfile

import grpc

FILES = [
    "google/api/annotations.proto", "google/api/http.proto", "google/rpc/status.proto", "google/rpc/error_details.proto",
    "shipments/v1/container.proto", "shipments/v1/customs.proto", "shipments/v1/parcel.proto", "shipments/v1/parcel_service.proto", "shipments/v1/scan_service.proto",
    "shipments/v1/carrier_service.proto", "shipments/v1/change_service.proto",
    "grpc/health/v1/health.proto", "grpc/reflection/v1alpha/reflection.proto",
]
SYSTEM_PROTOS = "/usr/include"


class Messages:
    """The generated modules, by short names."""

    def __init__(self, proto_folders):
        self._folder = tempfile.TemporaryDirectory(prefix="shipments-py-")
        folders = [*proto_folders, SYSTEM_PROTOS]
        subprocess.run(
            ["protoc", *[f"-I{folder}" for folder in folders], f"--python_out={self._folder.name}", *FILES], check=True)
        sys.path.insert(0, self._folder.name)
        # `google` and `grpc` are installed packages already; their generated parts lie beside.
        for package in ("google", "grpc"):
            importlib.import_module(package).__path__.append(f"{self._folder.name}/{package}")
        self.status = importlib.import_module("google.rpc.status_pb2")
        self.details = importlib.import_module("google.rpc.error_details_pb2")
        self.parcel = importlib.import_module("shipments.v1.parcel_pb2")
        self.parcels = importlib.import_module("shipments.v1.parcel_service_pb2")
        self.scans = importlib.import_module("shipments.v1.scan_service_pb2")
        self.carriers = importlib.import_module("shipments.v1.carrier_service_pb2")
        self.health = importlib.import_module("grpc.health.v1.health_pb2")
        self.reflection = importlib.import_module("grpc.reflection.v1alpha.reflection_pb2")


class Refusal(Exception):
    """An error of a call with its details decoded."""

    def __init__(self, messages, code, text, metadata):
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text
        self.reason = self.domain = None
        self.fields = []
        for name, value in metadata or ():
            if name == "grpc-status-details-bin":
                self._read(messages, messages.status.Status.FromString(value))

    def _read(self, messages, status):
        for detail in status.details:
            for kind in (messages.details.ErrorInfo, messages.details.BadRequest):
                message = kind()
                if not detail.Is(kind.DESCRIPTOR):
                    continue
                detail.Unpack(message)
                if kind is messages.details.ErrorInfo:
                    self.reason, self.domain = message.reason, message.domain
                else:
                    self.fields = [violation.field for violation in message.field_violations]


class Api:
    """Calls of every kind; a failed one raises Refusal."""

    def __init__(self, target, proto_folders):
        self.messages = Messages(proto_folders)
        self.channel = grpc.insecure_channel(target)
        m = self.messages
        v1 = "/shipments.v1."
        self.register_parcel = self._unary(v1 + "ParcelService/RegisterParcel", m.parcels.RegisterParcelResponse)
        self.get_parcel = self._unary(v1 + "ParcelService/GetParcel", m.parcels.GetParcelResponse)
        self.record_scans = self._unary(v1 + "ScanService/RecordScans", m.scans.RecordScansResponse)
        self.ingest_payload = self._unary(v1 + "CarrierService/IngestPayload", m.carriers.IngestPayloadResponse)
        self.list_unmapped_codes = self._unary(v1 + "CarrierService/ListUnmappedCodes", m.carriers.ListUnmappedCodesResponse)
        self.health_check = self._unary("/grpc.health.v1.Health/Check", m.health.HealthCheckResponse)

    def _unary(self, path, response):
        return lambda request, **options: self.unary(path, request.SerializeToString(), response.FromString, **options)

    def unary(self, path, payload, decode, timeout=20, metadata=()):
        call = self.channel.unary_unary(path, request_serializer=bytes, response_deserializer=decode)
        try:
            return call(payload, timeout=timeout, metadata=metadata)
        except grpc.RpcError as error:
            raise self.explain(error) from None

    def scan_stream(self, requests, metadata=()):
        call = self.channel.stream_stream(
            "/shipments.v1.ScanService/StreamScans",
            request_serializer=self.messages.scans.StreamScansRequest.SerializeToString,
            response_deserializer=self.messages.scans.StreamScansResponse.FromString)
        return call(requests, timeout=30, metadata=metadata)

    def health_watch(self, timeout=30):
        call = self.channel.unary_stream(
            "/grpc.health.v1.Health/Watch",
            request_serializer=self.messages.health.HealthCheckRequest.SerializeToString,
            response_deserializer=self.messages.health.HealthCheckResponse.FromString)
        return call(self.messages.health.HealthCheckRequest(), timeout=timeout)

    def list_services(self):
        call = self.channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            request_serializer=self.messages.reflection.ServerReflectionRequest.SerializeToString,
            response_deserializer=self.messages.reflection.ServerReflectionResponse.FromString)
        replies = call(iter([self.messages.reflection.ServerReflectionRequest(list_services="*")]), timeout=30)
        return [service.name for reply in replies for service in reply.list_services_response.service]

    def explain(self, error):
        return Refusal(self.messages, error.code(), error.details(), error.trailing_metadata())
