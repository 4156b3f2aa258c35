// The stream of changes of a day, checked against what the parcels are at its end.
import assert from 'node:assert/strict';

import { Follower } from './resuming.mjs';

const versionOf = (etag) => Number(etag.replaceAll('"', ''));

// Reads all changes from a cursor on, over every break.
export class DayChanges {
  constructor(api, cursor, fail) {
    this.byParcel = new Map();
    this.cursor = cursor;
    this.count = 0;
    this.follower = new Follower(api, (metadata) => api.changes.ReadChanges({ cursor: this.cursor }, metadata), (message) => this.take(message), fail);
  }

  take(message) {
    for (const change of message.changes) {
      if (!this.byParcel.has(change.parcel)) this.byParcel.set(change.parcel, []);
      this.byParcel.get(change.parcel).push(change);
      this.count++;
    }
    this.cursor = message.cursor;
  }

  // Waits for the last version of every parcel, then checks every change. `parcels`: what BatchGetParcels says now, by name.
  async check(plan, parcels) {
    const last = (name) => this.byParcel.get(name)?.at(-1).version ?? 0;
    const open = new Set(parcels.keys());
    await this.follower.until(() => {
      for (const name of open) {
        if (last(name) < versionOf(parcels.get(name).etag)) return false;
        open.delete(name);
      }
      return true;
    });
    for (const one of plan.parcels) checkParcel(one, this.byParcel.get(one.name), parcels.get(one.name));
    assert.deepEqual([...this.byParcel.keys()].filter((name) => !parcels.has(name)), [], 'changes of parcels nobody registered');
    assert.equal(this.count, [...parcels.values()].reduce((sum, parcel) => sum + versionOf(parcel.etag), 0), 'the number of changes');
    return { changes: this.count, breaks: this.follower.breaks };
  }
}

function checkParcel(one, changes, parcel) {
  assert.deepEqual(changes.map((change) => change.version), Array.from({ length: versionOf(parcel.etag) }, (_, i) => i + 1), `versions of ${one.id}`);
  assert.deepEqual(changes.map((change) => change.registered), changes.map((_, i) => i === 0), `the registration of ${one.id}`);
  const decided = changes.filter((change) => change.decided);
  for (const [i, change] of decided.entries()) {
    if (i > 0) assert.equal(change.phase_before, decided[i - 1].phase_after, `phase before version ${change.version} of ${one.id}`);
  }
  assert.equal(decided.at(-1).phase_after, parcel.phase, `the last phase of ${one.id}`);
  const scanIds = changes.flatMap((change) => change.scans).filter((scan) => !scan.changed && !scan.merged_from).map((scan) => scan.scan_id);
  assert.equal(new Set(scanIds).size, scanIds.length, `no scan of ${one.id} comes as new twice`);
  assert.equal(scanIds.length, one.scans, `the scans of ${one.id} in its changes`);
  for (const id of one.scanIds) assert.ok(scanIds.includes(id), `scan ${id} of ${one.id} is in its changes`);
}

// A watch of one parcel: the versions it showed, in order and each once.
export class DayWatch {
  constructor(api, one, fail) {
    this.one = one;
    this.etag = '';
    this.wholes = 0;
    this.changes = 0;
    this.follower = new Follower(
      api, (metadata) => api.parcels.WatchParcel({ name: one.name, etag: this.etag }, metadata), (message) => this.take(message), fail,
    );
  }

  take(message) {
    const before = this.etag ? versionOf(this.etag) : 0;
    if (message.change) {
      assert.equal(message.change.version, before + 1, `the watch of ${this.one.id} shows each change once`);
      this.changes++;
    } else if (message.parcel) {
      assert.ok(versionOf(message.parcel.etag) > before, `the watch of ${this.one.id} goes forward`);
      this.wholes++;
    }
    this.etag = message.etag;
  }

  async check(parcel) {
    await this.follower.until(() => this.etag === parcel.etag);
    assert.ok(this.wholes >= 1 && this.changes >= 1, `the watch of ${this.one.id} showed ${this.wholes} parcels and ${this.changes} changes`);
  }
}
