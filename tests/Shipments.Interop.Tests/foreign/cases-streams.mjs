// Calls that stream: bidirectional scans, the health watch, reflection.
import assert from 'node:assert/strict';

import { failed, parcelWhere, refused, registration, results, scan } from './expect.mjs';
import { grpc } from './shipments.mjs';

// A stream as a promise of its end, with a callback for each message.
function stream(api, call, onData) {
  return new Promise((resolve, reject) => {
    call.on('data', onData);
    call.on('error', (error) => reject(api.explain(error)));
    call.on('end', resolve);
  });
}

const deadline = () => ({ deadline: Date.now() + 30_000 });

export const streams = {
  async a_hundred_batches_in_flight({ api, run }) {
    const name = `parcels/${run}-stream`;
    await api.call(api.parcels, 'RegisterParcel', registration(`${run}-stream`));
    const call = api.scans.StreamScans(new grpc.Metadata(), deadline());
    const acks = [];
    const end = stream(api, call, (ack) => acks.push(ack));
    for (let batch = 0; batch < 100; batch++) {
      call.write({ batch: batch * 7, scans: [0, 1, 2].map((i) => scan({ parcel: name }, 3 * batch + i)) });
    }
    call.end();
    await end;
    assert.deepEqual(acks.map((ack) => ack.batch), Array.from({ length: 100 }, (_, batch) => batch * 7));
    assert.ok(acks.every((ack) => results(ack.outcomes).join() === 'RECORDED,RECORDED,RECORDED'));
    assert.equal((await api.call(api.parcels, 'GetParcel', { name })).parcel.scan_count, 300);
  },

  async a_stream_with_nothing_in_it({ api }) {
    const call = api.scans.StreamScans(new grpc.Metadata(), deadline());
    const end = stream(api, call, () => assert.fail('nothing was sent'));
    call.end();
    await end;
  },

  async a_stream_cancelled_in_the_middle({ api, run }) {
    const name = `parcels/${run}-cut`;
    await api.call(api.parcels, 'RegisterParcel', registration(`${run}-cut`));
    const call = api.scans.StreamScans(new grpc.Metadata(), deadline());
    const acked = [];
    const end = stream(api, call, (ack) => {
      acked.push(...ack.outcomes.map((one) => one.scan_id));
      if (acked.length >= 5) call.cancel();
    });
    for (let batch = 0; batch < 50; batch++) call.write({ batch, scans: [scan({ parcel: name }, batch)] });
    await failed(end, 'CANCELLED');
    assert.ok(acked.length >= 5);
    const parcel = await parcelWhere(api, name, (one) => one.scans.length >= acked.length, 'the acknowledged scans');
    const kept = new Set(parcel.scans.map((one) => one.scan_id));
    assert.deepEqual(acked.filter((id) => !kept.has(id)), []);
    assert.equal((await api.call(api.health, 'Check', { service: '' })).status, 'SERVING');
  },

  async a_stream_with_an_overlong_batch({ api, run }) {
    const call = api.scans.StreamScans(new grpc.Metadata(), deadline());
    const acks = [];
    const end = stream(api, call, (ack) => acks.push(ack.batch));
    call.write({ batch: 1, scans: [scan({ tracking_number: `SB${run}` }, 1)] });
    call.write({ batch: 2, scans: Array.from({ length: 1_001 }, (_, i) => scan({ tracking_number: `SC${run}` }, i)) });
    await refused(end, 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['scans']);
    assert.deepEqual(acks, [1], 'the batch before is acknowledged');
  },

  async health_watch({ api }) {
    const call = api.health.Watch({ service: '' }, new grpc.Metadata(), deadline());
    const seen = [];
    const end = stream(api, call, (message) => {
      seen.push(message.status);
      call.cancel();
    });
    await failed(end, 'CANCELLED');
    assert.deepEqual(seen, ['SERVING']);
  },

  async reflection({ api }) {
    const call = api.reflection.ServerReflectionInfo(new grpc.Metadata(), deadline());
    const names = [];
    const end = stream(api, call, (reply) => names.push(...reply.list_services_response.service.map((one) => one.name)));
    call.write({ list_services: '*' });
    call.end();
    await end;
    for (const service of ['ParcelService', 'ScanService', 'CarrierService']) assert.ok(names.includes(`shipments.v1.${service}`), names.join());
    assert.ok(names.includes('grpc.health.v1.Health'), names.join());
  },
};
