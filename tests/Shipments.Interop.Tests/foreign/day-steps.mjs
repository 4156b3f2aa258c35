// The steps of a marketplace's day, each of which checks every answer it gets.
import assert from 'node:assert/strict';

import { chunks } from './day-plan.mjs';
import { refused } from './expect.mjs';
import { insist, undecided } from './resuming.mjs';

const ranks = ['PICKED_UP', 'DEPARTED', 'ARRIVED', 'OUT_FOR_DELIVERY', 'DELIVERED'];
const batchRegistrations = 500;
const batchScans = 1_000;
const settledMs = 60_000;
const taken = new Set(['SCAN_RESULT_RECORDED', 'SCAN_RESULT_HELD', 'SCAN_RESULT_DUPLICATE']);

// Reads again and again until it is settled; what is read last is for the caller to check.
async function settled(read, isSettled) {
  const deadline = Date.now() + settledMs;
  for (;;) {
    const { results } = await read();
    if (Date.now() > deadline || results.every(isSettled)) return results;
  }
}

export class Steps {
  constructor(api, plan) {
    this.api = api;
    this.plan = plan;
  }

  parcels(method, request) {
    return insist(this.api, this.api.parcels, method, request);
  }

  async register() {
    await Promise.all(chunks(this.plan.parcels, batchRegistrations).map(async (batch) => {
      let open = batch;
      while (open.length > 0) {
        const { results } = await this.parcels('BatchRegisterParcels', { requests: open.map((one) => this.plan.registration(one)) });
        assert.equal(results.length, open.length);
        open.filter((_, i) => !undecided(results[i])).forEach((one) => this.isRegistered(one, results[open.indexOf(one)]));
        open = open.filter((_, i) => undecided(results[i]));
      }
    }));
  }

  isRegistered(one, { parcel, retry_safe, error }) {
    assert.equal(error, null, `the registration of ${one.id}`);
    assert.deepEqual([parcel.name, parcel.lane, retry_safe, parcel.labels.order], [one.name, this.plan.lane(one), true, `${one.index}`]);
    assert.deepEqual(parcel.tracking_numbers.map((number) => number.number), one.numbers);
  }

  // Sends scans in batches and checks their outcomes; those the server could not decide on are sent again. `onBatch` is told after each.
  async scan(sender, items, onBatch = () => {}) {
    await Promise.all(chunks(items, batchScans).map(async (batch) => {
      for (let open = batch; open.length > 0;) {
        const outcomes = await sender.send(open.map((item) => item.scan));
        assert.equal(outcomes.length, open.length);
        open.forEach((item, i) => undecided(outcomes[i]) || this.isTaken(item, outcomes[i]));
        open = open.filter((_, i) => undecided(outcomes[i]));
      }
      onBatch();
    }));
  }

  // Sent again after a break, a scan may be known already; one under a number that is still being attached is held and follows.
  isTaken({ one, code }, outcome) {
    assert.ok(taken.has(outcome.result), `${code} of ${one.id}: ${JSON.stringify(outcome)}`);
    assert.match(outcome.scan_id, /^[0-9a-f]{16}$/);
    if (outcome.result === 'SCAN_RESULT_RECORDED') {
      assert.deepEqual(outcome.parcels, [one.name]);
      assert.ok(ranks.indexOf(outcome.phase.replace('PHASE_', '')) >= ranks.indexOf(code), `${one.id} is ${outcome.phase} after ${code}`);
    }
    this.plan.took(one, code, outcome.scan_id);
  }

  async payloads() {
    for (const [i, { parcels, text }] of this.plan.payloads().entries()) {
      const request = { format: 'cainiao-detail-json', payload: Buffer.from(text), request_id: `payload-${this.plan.tag}-${i}` };
      const { items } = await insist(this.api, this.api.carriers, 'IngestPayload', request);
      assert.deepEqual(items.map((item) => item.tracking_number), parcels.map((one) => one.numbers[0]));
      items.forEach((item, j) => {
        assert.deepEqual([item.error, item.not_found, item.outcomes.length], [null, false, 1]);
        this.isTaken({ one: parcels[j], code: 'DELIVERED' }, item.outcomes[0]);
      });
    }
  }

  async lookup() {
    const all = this.plan.parcels.flatMap((one) => one.numbers.map((number) => ({ one, number })));
    await Promise.all(chunks(all, 100).map(async (batch) => {
      const read = () => this.parcels('LookupParcels', { tracking_numbers: batch.map((item) => item.number) });
      const results = await settled(read, (result) => result.held_scan_count === 0 && result.holdings.length > 0);
      assert.deepEqual(results.map((result) => result.tracking_number), batch.map((item) => item.number));
      results.forEach((result, i) => {
        assert.deepEqual(result.holdings.map((holding) => [holding.parcel, holding.valid_to, holding.shared]), [[batch[i].one.name, null, false]]);
        assert.equal(result.held_scan_count, 0, `nothing waits under ${batch[i].number}`);
      });
    }));
  }

  // Reads until the list has come as far as this call's beginning; then its pages, to the end, are the whole truth.
  async list(filter, expected, orderBy = '') {
    const asked = Date.now() / 1000;
    const read = (token, size) => this.parcels('ListParcels', { page_size: size, page_token: token, filter, order_by: orderBy });
    const deadline = Date.now() + settledMs;
    for (let time = 0; time < asked;) {
      const { read_time } = await read('', 1);
      time = read_time ? read_time.seconds : 0;
      assert.ok(Date.now() < deadline, `not within 60 s: a list as of ${asked}; it was of ${time}`);
    }
    const found = [];
    for (let token = ''; ;) {
      const page = await read(token, 700);
      assert.ok(page.parcels.length <= 700);
      found.push(...page.parcels);
      token = page.next_page_token;
      if (!token) break;
    }
    expected = expected.filter((one) => !one.mergedInto);
    assert.equal(found.length, expected.length, `parcels of ${JSON.stringify(filter)}`);
    assert.deepEqual(new Set(found.map((parcel) => parcel.name)), new Set(expected.map((one) => one.name)));
    return found;
  }

  async lists() {
    const times = (await this.list({}, this.plan.parcels, 'create_time desc')).map((parcel) => parcel.create_time.seconds);
    assert.ok(times.every((time, i) => i === 0 || time <= times[i - 1]), 'newest first');
    await this.list({ lane: 'CN-FR/day' }, this.plan.parcels.filter((one) => this.plan.lane(one) === 'CN-FR/day'));
    await this.list({ phases: ['PHASE_DELIVERED'] }, this.plan.delivered);
    await this.list({ phases: ['PHASE_DELIVERED', 'PHASE_CANCELLED'], lane: 'CN-US/day' },
      [...this.plan.delivered, ...this.plan.cancelled].filter((one) => one.country === 'US'));
  }

  async update() {
    for (const one of this.plan.updated) {
      const { parcel: before } = await this.parcels('GetParcel', { name: one.name });
      const change = (etag, paths, more = '') => this.parcels('UpdateParcel', {
        parcel: { name: one.name, etag, service: 'day-express', labels: { order: 'changed' } }, update_mask: { paths }, request_id: `update-${one.id}${more}`,
      });
      const { parcel } = await change(before.etag, ['service', 'labels']);
      one.service = 'day-express';
      assert.deepEqual([parcel.lane, parcel.labels, parcel.destination_country], [this.plan.lane(one), { order: 'changed' }, one.country]);
      assert.notEqual(parcel.etag, before.etag);
      await refused(change(before.etag, ['service'], '-stale'), 'ABORTED', 'ETAG_MISMATCH');
      assert.equal((await change(before.etag, ['service', 'labels'])).parcel.etag, parcel.etag, 'the same request again changes nothing');
    }
    const one = this.plan.updated[0];
    const wrong = this.parcels('UpdateParcel', { parcel: { name: one.name }, update_mask: { paths: ['phase'] }, request_id: 'update-wrong' });
    await refused(wrong, 'INVALID_ARGUMENT', 'FIELDS_INVALID');
  }

  async cancel() {
    await Promise.all(this.plan.cancelled.map(async (one) => {
      const request = { name: one.name, request_id: `cancel-${one.id}`, note: 'not wanted' };
      const { parcel } = await this.parcels('CancelParcel', request);
      assert.deepEqual([parcel.phase, parcel.reason], ['PHASE_CANCELLED', 'REASON_CANCELLED_BY_SENDER']);
      assert.equal((await this.parcels('CancelParcel', request)).parcel.etag, parcel.etag, 'the same request again changes nothing');
      Object.assign(one, { phase: 'PHASE_CANCELLED', scans: 1 });
    }));
    const late = this.parcels('CancelParcel', { name: this.plan.moving[0].name, request_id: 'cancel-late' });
    await refused(late, 'FAILED_PRECONDITION', 'PARCEL_PHASE');
  }

  // Every parcel as it is now, by name, each checked against the plan.
  async readBack() {
    const parcels = new Map();
    for (const batch of chunks(this.plan.parcels, batchScans)) {
      const read = () => this.parcels('BatchGetParcels', { names: batch.map((one) => one.name) });
      const results = await settled(read, (result, i) => result.error || result.parcel.scan_count >= batch[i].scans);
      results.forEach(({ parcel, error, name }, i) => {
        const one = batch[i];
        assert.deepEqual([error, name, parcel.name], [null, one.name, one.name]);
        assert.deepEqual([parcel.phase, parcel.lane, parcel.merged_into], [one.phase, this.plan.lane(one), one.mergedInto ?? ''], `${one.id} at the end of the day`);
        // A parcel that others are merged into counts their scans too.
        if (parcel.merged_parcels.length === 0) assert.equal(parcel.scan_count, one.scans, `scans of ${one.id}`);
        assert.deepEqual(parcel.tracking_numbers.map((number) => [number.number, number.shared]), one.numbers.map((number) => [number, false]));
        parcels.set(parcel.name, parcel);
      });
    }
    return parcels;
  }
}
