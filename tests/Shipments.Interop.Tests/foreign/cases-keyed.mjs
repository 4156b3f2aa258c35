// Calls against a silo with keys of two tenants: who may in, and what each can see.
import assert from 'node:assert/strict';

import { parcelWhere, refused, registration, scan } from './expect.mjs';
import { grpc } from './shipments.mjs';

const with_key = (key) => ({ metadata: { 'x-api-key': key } });

function streamed(api, metadata) {
  return new Promise((resolve, reject) => {
    const headers = new grpc.Metadata();
    for (const [name, value] of Object.entries(metadata)) headers.set(name, value);
    const call = api.scans.StreamScans(headers, { deadline: Date.now() + 20_000 });
    const acks = [];
    call.on('data', (ack) => acks.push(ack));
    call.on('error', (error) => reject(api.explain(error)));
    call.on('end', () => resolve(acks));
    call.write({ batch: 1, scans: [scan({ tracking_number: 'KEYED12345' }, 1)] });
    call.end();
  });
}

export const keyed = {
  async no_key({ api }) {
    await refused(api.call(api.parcels, 'GetParcel', { name: 'parcels/x' }), 'UNAUTHENTICATED', 'API_KEY_MISSING');
    await refused(api.call(api.scans, 'RecordScans', { scans: [] }), 'UNAUTHENTICATED', 'API_KEY_MISSING');
    await refused(api.call(api.carriers, 'ListUnmappedCodes', {}), 'UNAUTHENTICATED', 'API_KEY_MISSING');
    await refused(streamed(api, {}), 'UNAUTHENTICATED', 'API_KEY_MISSING');
  },

  async a_wrong_key({ api, args }) {
    const wrong = `${args.key}x`;
    await refused(api.call(api.parcels, 'GetParcel', { name: 'parcels/x' }, with_key(wrong)), 'UNAUTHENTICATED', 'API_KEY_UNKNOWN');
    await refused(streamed(api, { 'x-api-key': wrong }), 'UNAUTHENTICATED', 'API_KEY_UNKNOWN');
  },

  async a_key_as_bearer({ api, args, run }) {
    const bearer = { metadata: { authorization: `Bearer ${args.key}` } };
    await api.call(api.parcels, 'RegisterParcel', registration(`${run}-bearer`), bearer);
    await api.call(api.parcels, 'GetParcel', { name: `parcels/${run}-bearer` }, with_key(args.key));
  },

  async a_stream_with_a_key({ api, args }) {
    const acks = await streamed(api, { 'x-api-key': args.key });
    assert.deepEqual(acks.map((ack) => ack.batch), [1]);
  },

  async another_tenants_parcel_is_not_there({ api, args, run }) {
    const name = `parcels/${run}-mine`;
    await api.call(api.parcels, 'RegisterParcel', registration(`${run}-mine`), with_key(args.key));
    const others = await refused(api.call(api.parcels, 'GetParcel', { name }, with_key(args.otherkey)), 'NOT_FOUND', 'PARCEL_NOT_FOUND');
    const nobodys = await refused(api.call(api.parcels, 'GetParcel', { name: `${name}x` }, with_key(args.otherkey)), 'NOT_FOUND', 'PARCEL_NOT_FOUND');
    assert.equal(others.details, nobodys.details.replace(`${name}x`, name), 'nothing tells the two apart');
    const { outcomes } = await api.call(api.scans, 'RecordScans', { scans: [scan({ parcel: name }, 1)] }, with_key(args.otherkey));
    assert.equal(api.addDetails({}, outcomes[0].error).reason, 'PARCEL_NOT_FOUND');
  },

  async tenants_share_no_id_and_no_number({ api, args, run }) {
    const number = `TN${run}`.toUpperCase();
    const made = [];
    for (const [key, ordinal] of [[args.key, 1], [args.otherkey, 2]]) {
      await api.call(api.parcels, 'RegisterParcel', registration(`${run}-same`, { tracking_numbers: [{ number }] }), with_key(key));
      const headers = { 'x-api-key': key };
      await parcelWhere(api, `parcels/${run}-same`, (one) => one.tracking_numbers.length === 1, 'the number at its parcel', headers);
      await api.call(api.scans, 'RecordScans', { scans: [scan({ tracking_number: number }, ordinal)] }, with_key(key));
      made.push(await parcelWhere(api, `parcels/${run}-same`, (one) => one.scans.length === 1, 'the scan of this tenant', headers));
    }
    assert.deepEqual(made.map((parcel) => parcel.scans[0].description), ['scan 1', 'scan 2']);
    assert.deepEqual(made.map((parcel) => parcel.tracking_numbers[0].shared), [false, false]);
  },
};
