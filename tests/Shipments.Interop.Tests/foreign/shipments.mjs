// What every JavaScript client here shares: the services from the protos, calls as promises, and errors with their details decoded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const protobuf = createRequire(import.meta.url)('protobufjs');

export { grpc };

export const status = grpc.status;

const files = [
  'shipments/v1/parcel_service.proto', 'shipments/v1/scan_service.proto', 'shipments/v1/carrier_service.proto',
  'shipments/v1/change_service.proto',
  'grpc/health/v1/health.proto', 'grpc/reflection/v1alpha/reflection.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto',
];

export class Api {
  constructor(target, protos, options = {}) {
    const definition = loader.loadSync(files, { includeDirs: protos, keepCase: true, longs: Number, enums: String, defaults: true, arrays: true });
    this.packages = grpc.loadPackageDefinition(definition);
    this.types = new protobuf.Root();
    this.types.resolvePath = (origin, path) => find(protos, path);
    this.types.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], { keepCase: true });
    this.channelOptions = options;
    this.connect(target);
  }

  connect(target) {
    const make = (Service) => new Service(target, grpc.credentials.createInsecure(), this.channelOptions);
    const v1 = this.packages.shipments.v1;
    this.parcels = make(v1.ParcelService);
    this.scans = make(v1.ScanService);
    this.carriers = make(v1.CarrierService);
    this.changes = make(v1.ChangeService);
    this.health = make(this.packages.grpc.health.v1.Health);
    this.reflection = make(this.packages.grpc.reflection.v1alpha.ServerReflection);
  }

  close() {
    for (const client of [this.parcels, this.scans, this.carriers, this.changes, this.health, this.reflection]) client.close();
  }

  // A unary call: resolves with the reply, rejects with the error, its details decoded.
  call(client, method, request, { deadlineMs = 20_000, metadata = {}, onCall, waitForReady = false } = {}) {
    return new Promise((resolve, reject) => {
      const headers = new grpc.Metadata({ waitForReady });
      for (const [name, value] of Object.entries(metadata)) headers.set(name, value);
      const call = client[method](request, headers, { deadline: Date.now() + deadlineMs }, (error, reply) => {
        if (error) reject(this.explain(error));
        else resolve(reply);
      });
      onCall?.(call);
    });
  }

  // Adds to an error what grpc-status-details-bin says: reason, domain, fields, retryDelay.
  explain(error) {
    const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
    if (bytes) this.addDetails(error, this.types.lookupType('google.rpc.Status').decode(bytes));
    return error;
  }

  addDetails(target, decoded) {
    target.detailed = true;
    target.statusCode = decoded.code;
    for (const any of decoded.details) {
      const type = any.type_url.slice(any.type_url.lastIndexOf('/') + 1);
      const detail = this.types.lookupType(type).decode(any.value);
      if (type === 'google.rpc.ErrorInfo') Object.assign(target, { reason: detail.reason, domain: detail.domain });
      if (type === 'google.rpc.BadRequest') target.fields = detail.field_violations.map((violation) => violation.field);
      if (type === 'google.rpc.RetryInfo') target.retryDelay = detail.retry_delay;
    }
    return target;
  }
}

// `<target> [--protos folder]... [--name value]...` of the command line.
export function readArguments(argv) {
  const read = { target: argv[0], protos: [] };
  for (let i = 1; i < argv.length; i += 2) {
    const name = argv[i].replace(/^--/, '');
    if (name === 'protos') read.protos.push(argv[i + 1]);
    else read[name] = argv[i + 1];
  }
  return read;
}

function find(folders, path) {
  for (const folder of folders) {
    try {
      readFileSync(`${folder}/${path}`);
      return `${folder}/${path}`;
    } catch {
      // In another folder.
    }
  }
  return path;
}
