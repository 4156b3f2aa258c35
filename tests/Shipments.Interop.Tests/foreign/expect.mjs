// Assertions and requests that the cases share.
import assert from 'node:assert/strict';

import { status } from './shipments.mjs';

// Awaits a failure with this status, and with the details every error of the API carries.
export async function refused(promise, code, reason, fields) {
  let reply;
  try {
    reply = await promise;
  } catch (error) {
    assert.equal(status[error.code], code, `status of: ${error.message}`);
    assert.equal(error.reason, reason, `reason of: ${error.message}`);
    assert.equal(error.domain, 'shipments');
    if (fields) assert.deepEqual([...(error.fields ?? [])].sort(), [...fields].sort(), 'fields of BadRequest');
    return error;
  }
  assert.fail(`${code} was expected, the answer was ${JSON.stringify(reply).slice(0, 300)}`);
}

// Awaits a failure that the transport or this client itself makes, which has no details to speak of.
export async function failed(promise, code) {
  let reply;
  try {
    reply = await promise;
  } catch (error) {
    assert.equal(status[error.code], code, `status of: ${error.message}`);
    return error;
  }
  assert.fail(`${code} was expected, the answer was ${JSON.stringify(reply).slice(0, 300)}`);
}

// A scan that no other is equal to: `ordinal` minutes after a fixed moment yesterday.
const yesterday = Math.floor(Date.now() / 1000) - 86_400;
export const scan = (subject, ordinal, more = {}) => ({
  ...subject,
  source_id: `${Object.values(subject)[0].slice(-40)}-${ordinal}`,
  carrier: 'shipments',
  code: 'PICKED_UP',
  description: `scan ${ordinal}`,
  time: { seconds: yesterday + 60 * ordinal, nanos: 0 },
  ...more,
});

export const registration = (id, more = {}) => ({
  parcel_id: id,
  request_id: `register-${id}`,
  service: 'cainiao-standard',
  origin_country: 'CN',
  destination_country: 'ES',
  ...more,
});

export const results = (outcomes) => outcomes.map((outcome) => outcome.result.replace('SCAN_RESULT_', ''));

// Reads a parcel again and again until it is as wanted; gives up, saying what was awaited, when the time is over.
export async function parcelWhere(api, name, wanted, awaited, metadata = {}) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { parcel } = await api.call(api.parcels, 'GetParcel', { name, view: 'PARCEL_VIEW_FULL' }, { metadata });
    if (wanted(parcel)) return parcel;
    assert.ok(Date.now() < deadline, `not within 20 s: ${awaited}; the parcel was ${JSON.stringify(parcel).slice(0, 600)}`);
  }
}
