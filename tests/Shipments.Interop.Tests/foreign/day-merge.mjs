// Orders that are packed into one parcel, and one of them taken out again.
import assert from 'node:assert/strict';

import { chunks } from './day-plan.mjs';
import { parcelWhere, refused } from './expect.mjs';

// Of each three: the second and the third are merged into the first, the second is scanned while it is merged, then split off.
export async function mergeAndSplit(steps, sender) {
  await Promise.all(chunks(steps.plan.merging, 3).map(async ([into, first, second]) => {
    await merge(steps, into, [first, second]);
    await scanMerged(steps, sender, into, first);
    await split(steps, into, first);
    second.mergedInto = into.name;
  }));
  const [into, first, second] = steps.plan.merging;
  const call = (method, request) => steps.parcels(method, { request_id: `${method}-wrong`, ...request });
  await refused(call('SplitParcel', { name: first.name }), 'FAILED_PRECONDITION', 'PARCEL_NOT_MERGED');
  await refused(call('MergeParcels', { name: first.name, sources: [second.name] }), 'FAILED_PRECONDITION', 'PARCEL_MERGED');
  await refused(call('MergeParcels', { name: into.name, sources: [steps.plan.cancelled[0].name] }), 'FAILED_PRECONDITION', 'PARCEL_PHASE');
}

const states = (parcel) => parcel.merged_parcels.map((one) => [one.parcel, one.state.replace('MERGE_STATE_', '')]).sort();

async function merge(steps, into, sources) {
  const request = { name: into.name, sources: sources.map((one) => one.name), request_id: `merge-${into.id}` };
  const { parcel } = await steps.parcels('MergeParcels', request);
  assert.deepEqual(parcel.merged_parcels.map((one) => one.parcel).sort(), request.sources.toSorted());
  const wanted = request.sources.map((name) => [name, 'MERGED']).sort();
  await parcelWhere(steps.api, into.name, (one) => JSON.stringify(states(one)) === JSON.stringify(wanted), `both parcels merged into ${into.id}`);
  for (const one of sources) {
    const { parcel: merged } = await steps.parcels('GetParcel', { name: one.name });
    assert.deepEqual([merged.merged_into, merged.flags.merged, merged.phase], [into.name, true, one.phase]);
    assert.deepEqual(merged.tracking_numbers.map((number) => number.number), one.numbers, 'the numbers stay its own');
  }
  const { parcel: again } = await steps.parcels('MergeParcels', request);
  assert.deepEqual(states(again), wanted, 'the same request again changes nothing');
}

// A scan under the number of a merged parcel is its own, and the other parcel decides of it too.
async function scanMerged(steps, sender, into, one) {
  const [item] = steps.plan.wave([one], ['ARRIVED'], 4);
  await steps.scan(sender, [item]);
  await parcelWhere(steps.api, into.name, (parcel) => parcel.phase === 'PHASE_ARRIVED', `the scan of ${one.id} in ${into.id}`);
}

async function split(steps, into, one) {
  const { parcel } = await steps.parcels('SplitParcel', { name: one.name, request_id: `split-${one.id}` });
  assert.deepEqual([parcel.merged_into, parcel.phase, parcel.scan_count], ['', one.phase, one.scans]);
  const isWithout = (whole) => whole.phase === into.phase && !whole.merged_parcels.some((part) => part.parcel === one.name);
  await parcelWhere(steps.api, into.name, isWithout, `${into.id} without ${one.id}`);
}
