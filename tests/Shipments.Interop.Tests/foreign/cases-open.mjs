// Unary calls against a silo without keys: every method, and every error the protos name.
import assert from 'node:assert/strict';

import { failed, parcelWhere, refused, registration, results, scan } from './expect.mjs';

const register = (api, request) => api.call(api.parcels, 'RegisterParcel', request);
const get = (api, name, view = 'PARCEL_VIEW_FULL') => api.call(api.parcels, 'GetParcel', { name, view });
const record = (api, request) => api.call(api.scans, 'RecordScans', request);
const ingest = (api, request) => api.call(api.carriers, 'IngestPayload', request);

// A payload in the shape of Cainiao's detail reply.
const cainiao = (number) => JSON.stringify({
  module: [{
    mailNo: number,
    detailList: [{ time: Date.now() - 3_600_000, timeStr: '', timeZone: 'GMT+8', actionCode: 'PU_PICKUP_SUCCESS', desc: 'Picked up', group: {} }],
  }],
  success: true,
});

export const open = {
  async register_and_get({ api, run }) {
    const id = `${run}-get`;
    const numbers = [{ number: `RG ${run}-1`.toUpperCase(), role: 'NUMBER_ROLE_FIRST_MILE' }, { number: `RH${run}`.toUpperCase() }];
    const made = await register(api, registration(id, { tracking_numbers: numbers, labels: { order: '7' } }));
    assert.equal(made.retry_safe, true);
    assert.equal(made.parcel.name, `parcels/${id}`);
    const { parcel } = await get(api, `parcels/${id}`);
    assert.equal(parcel.parcel_id, id);
    assert.equal(parcel.lane, 'CN-ES/cainiao-standard');
    assert.equal(parcel.phase, 'PHASE_PENDING');
    assert.deepEqual(parcel.labels, { order: '7' });
    assert.match(parcel.etag, /^".+"$/);
    assert.deepEqual(parcel.tracking_numbers.map((one) => one.number), [`RG${run}1`.toUpperCase(), `RH${run}`.toUpperCase()]);
  },

  async register_without_ids({ api }) {
    const first = await register(api, { service: 'x' });
    const second = await register(api, { service: 'x' });
    assert.equal(first.retry_safe, false);
    assert.notEqual(first.parcel.parcel_id, second.parcel.parcel_id);
  },

  async register_again_by_request_id({ api, run }) {
    const request = { ...registration(`${run}-again`), parcel_id: '' };
    const first = await register(api, request);
    const second = await register(api, request);
    assert.ok(first.parcel.parcel_id.length > 0);
    assert.deepEqual(second, first);
  },

  async request_id_reused({ api, run }) {
    const request = registration(`${run}-reused`);
    await register(api, request);
    await refused(register(api, { ...request, origin_country: 'US' }), 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
  },

  async parcel_exists({ api, run }) {
    await register(api, registration(`${run}-exists`));
    await refused(register(api, registration(`${run}-exists`, { request_id: `other-${run}` })), 'ALREADY_EXISTS', 'PARCEL_EXISTS');
  },

  async parcel_not_found({ api, run }) {
    await refused(get(api, `parcels/${run}-absent`), 'NOT_FOUND', 'PARCEL_NOT_FOUND');
  },

  async wrong_fields_are_named({ api, run }) {
    const wrong = registration('a b', { origin_country: 'usa', tracking_numbers: [{ number: `GOOD${run}` }, { number: 'A1' }] });
    await refused(register(api, wrong), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['parcel_id', 'origin_country', 'tracking_numbers[1].number']);
    await refused(get(api, 'parcels/'), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['name']);
  },

  async views({ api, run }) {
    const name = `parcels/${run}-views`;
    await register(api, registration(`${run}-views`));
    await record(api, { scans: [scan({ parcel: name }, 1)] });
    assert.equal((await get(api, name, 'PARCEL_VIEW_FULL')).parcel.scans.length, 1);
    const basic = (await get(api, name, 'PARCEL_VIEW_BASIC')).parcel;
    assert.equal(basic.scans.length, 0);
    assert.equal(basic.scan_count, 1);
    assert.equal(basic.phase, 'PHASE_PICKED_UP');
  },

  async scans_by_parcel_and_by_number({ api, run }) {
    const name = `parcels/${run}-both`;
    const number = `BN${run}`.toUpperCase();
    await register(api, registration(`${run}-both`, { tracking_numbers: [{ number }] }));
    await parcelWhere(api, name, (parcel) => parcel.tracking_numbers.length === 1, 'the number at its parcel');
    const { outcomes } = await record(api, { scans: [scan({ parcel: name }, 1), scan({ tracking_number: number }, 2, { code: 'DEPARTED' })] });
    assert.equal(outcomes[0].result, 'SCAN_RESULT_RECORDED');
    assert.deepEqual(outcomes[0].parcels, [name]);
    assert.match(outcomes[0].scan_id, /^[0-9a-f]{16}$/);
    const parcel = await parcelWhere(api, name, (one) => one.scans.length === 2, 'the scan by number in the parcel');
    assert.deepEqual(parcel.scans.map((one) => one.scan_id), outcomes.map((one) => one.scan_id));
  },

  async scans_again_by_request_id({ api, run }) {
    const name = `parcels/${run}-twice`;
    await register(api, registration(`${run}-twice`));
    const request = { request_id: `scans-${run}`, scans: [scan({ parcel: name }, 1), scan({ parcel: name }, 2)] };
    const first = await record(api, request);
    assert.deepEqual(results(first.outcomes), ['RECORDED', 'RECORDED']);
    assert.deepEqual(await record(api, request), first);
  },

  async the_same_scan_is_a_duplicate({ api, run }) {
    const name = `parcels/${run}-duplicate`;
    await register(api, registration(`${run}-duplicate`));
    const one = scan({ parcel: name }, 1);
    assert.deepEqual(results((await record(api, { scans: [one] })).outcomes), ['RECORDED']);
    assert.deepEqual(results((await record(api, { scans: [one, one] })).outcomes), ['DUPLICATE', 'DUPLICATE']);
    assert.equal((await get(api, name)).parcel.scan_count, 1);
  },

  async a_wrong_scan_spoils_no_other({ api, run }) {
    const name = `parcels/${run}-mixed`;
    await register(api, registration(`${run}-mixed`));
    const future = { seconds: Math.floor(Date.now() / 1000) + 3 * 86_400, nanos: 0 };
    const scans = [scan({ parcel: name }, 1), scan({ parcel: name }, 2, { carrier: 'No!' }), scan({ parcel: `${name}-none` }, 3),
      scan({ parcel: name }, 4, { time: future }), scan({ parcel: name }, 5)];
    const { outcomes } = await record(api, { scans });
    assert.deepEqual(results(outcomes), ['RECORDED', 'REFUSED', 'REFUSED', 'REFUSED', 'RECORDED']);
    const errors = outcomes.map((one) => one.error && api.addDetails({}, one.error));
    assert.deepEqual(errors[1].fields, ['scans[1].carrier']);
    assert.equal(errors[2].reason, 'PARCEL_NOT_FOUND');
    assert.equal(errors[3].statusCode, 3);
    assert.equal((await get(api, name)).parcel.scan_count, 2);
  },

  async a_batch_of_1000_and_of_1001({ api, run }) {
    const name = `parcels/${run}-large`;
    await register(api, registration(`${run}-large`));
    const scans = Array.from({ length: 1_001 }, (_, i) => scan({ tracking_number: `LB${run}${i}` }, 1));
    const { outcomes } = await record(api, { scans: scans.slice(1) });
    assert.equal(outcomes.length, 1_000);
    assert.ok(results(outcomes).every((one) => one === 'HELD'));
    await refused(record(api, { scans }), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['scans']);
    await refused(record(api, { scans: [] }), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['scans']);
  },

  async a_message_over_4_mib({ api }) {
    const error = await failed(ingest(api, { format: 'cainiao-detail-json', payload: Buffer.alloc(4 * 1024 * 1024 + 1) }), 'RESOURCE_EXHAUSTED');
    assert.equal(error.reason, 'MESSAGE_TOO_LARGE');
  },

  async held_scans_are_claimed({ api, run }) {
    const number = `HC${run}`.toUpperCase();
    const { outcomes } = await record(api, { scans: [scan({ tracking_number: number }, 1), scan({ tracking_number: number }, 2)] });
    assert.deepEqual(results(outcomes), ['HELD', 'HELD']);
    assert.deepEqual(outcomes.map((one) => one.parcels.length), [0, 0]);
    await register(api, registration(`${run}-claims`, { tracking_numbers: [{ number }] }));
    const parcel = await parcelWhere(api, `parcels/${run}-claims`, (one) => one.scans.length === 2, 'two held scans in the parcel');
    assert.deepEqual(parcel.scans.map((one) => one.scan_id), outcomes.map((one) => one.scan_id));
    assert.equal(parcel.phase, 'PHASE_PICKED_UP');
  },

  async a_payload({ api, run }) {
    const number = `LP${run}`.toUpperCase();
    await register(api, registration(`${run}-payload`, { tracking_numbers: [{ number }] }));
    const { items } = await ingest(api, { format: 'cainiao-detail-json', payload: Buffer.from(cainiao(number)), request_id: `payload-${run}` });
    assert.equal(items.length, 1);
    assert.equal(items[0].tracking_number, number);
    assert.equal(items[0].outcomes.length, 1);
    const parcel = await parcelWhere(api, `parcels/${run}-payload`, (one) => one.scans.length === 1, 'the scan of the payload in the parcel');
    assert.equal(parcel.scans[0].code, 'PU_PICKUP_SUCCESS');
    assert.equal(parcel.phase, 'PHASE_PICKED_UP');
  },

  async wrong_payloads({ api }) {
    await refused(ingest(api, { format: 'cainiao-detail-json', payload: Buffer.from('<html>') }), 'INVALID_ARGUMENT', 'PAYLOAD_MALFORMED');
    await refused(ingest(api, { format: 'nobody', payload: Buffer.from('{}') }), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['format']);
    const large = Buffer.alloc(1024 * 1024 + 1, 32);
    await refused(ingest(api, { format: 'cainiao-detail-json', payload: large }), 'INVALID_ARGUMENT', 'FIELDS_INVALID', ['payload']);
  },

  async unmapped_codes({ api, run }) {
    const name = `parcels/${run}-unmapped`;
    const code = `ODD-${run}`;
    await register(api, registration(`${run}-unmapped`));
    const { outcomes } = await record(api, { scans: [scan({ parcel: name }, 1, { carrier: 'usps', code, description: 'odd' })] });
    assert.equal(outcomes[0].unmapped, true);
    const { codes } = await api.call(api.carriers, 'ListUnmappedCodes', { carrier: 'usps' });
    assert.deepEqual(codes.find((one) => one.code === code), { carrier: 'usps', code, example: 'odd', count: 1 });
    assert.equal((await get(api, name)).parcel.unmapped_count, 1);
  },

  async an_unknown_method({ api }) {
    const unknown = new Promise((resolve, reject) => {
      const same = (bytes) => bytes;
      api.parcels.makeUnaryRequest('/shipments.v1.ParcelService/Nothing', same, same, Buffer.alloc(0), (error, reply) => (error ? reject(error) : resolve(reply)));
    });
    await failed(unknown, 'UNIMPLEMENTED');
  },

  async unreadable_bytes({ api }) {
    const unreadable = new Promise((resolve, reject) => {
      const same = (bytes) => bytes;
      api.parcels.makeUnaryRequest('/shipments.v1.ParcelService/GetParcel', same, same, Buffer.from([0x0a, 0xff]), (error, reply) => (error ? reject(api.explain(error)) : resolve(reply)));
    });
    await refused(unreadable, 'INVALID_ARGUMENT', 'MESSAGE_UNREADABLE');
  },

  async a_deadline({ api, run }) {
    const call = api.call(api.parcels, 'GetParcel', { name: `parcels/${run}` }, { deadlineMs: 0 });
    await failed(call, 'DEADLINE_EXCEEDED');
  },

  async a_cancelled_call({ api, run }) {
    const cancelled = api.call(api.parcels, 'RegisterParcel', registration(`${run}-cancelled`), { onCall: (call) => call.cancel() });
    await failed(cancelled, 'CANCELLED');
    await register(api, registration(`${run}-cancelled`));
  },

  async health_check({ api }) {
    assert.equal((await api.call(api.health, 'Check', { service: '' })).status, 'SERVING');
    await failed(api.call(api.health, 'Check', { service: 'nobody' }), 'NOT_FOUND');
  },
};
