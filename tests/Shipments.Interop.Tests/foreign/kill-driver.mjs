// node kill-driver.mjs <host:port> --protos <folder>... --seed <n>
// Reads commands from stdin, a JSON line each: {"units": n} does n more units of work; {"finish": true} does what is owed, awaits everything
// and prints {"done": true}; {"repeat": true} sends every answered request again and prints {"repeated": true}; {"exit": true}.
// Prints each acknowledgement as a JSON line. What a lost connection leaves unacknowledged is sent again with the same ids.
import { createInterface } from 'node:readline';

import { Work } from './kill-work.mjs';
import { Api, grpc, readArguments, status } from './shipments.mjs';

const inFlightMax = 24;
const attemptsMax = 10_000;
const callMs = 60_000;
const again = new Set([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED]);
const channel = { 'grpc.initial_reconnect_backoff_ms': 50, 'grpc.min_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 250 };

const args = readArguments(process.argv.slice(2));
const api = new Api(args.target, args.protos, channel);
const work = new Work(Number(args.seed));
const answered = [];
let granted = 0;
let started = 0;
let inFlight = 0;
let onIdle = null;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

function fail(error) {
  say({ fatal: String(error.stack ?? error) });
  process.exit(1);
}

// A call that is repeated, with the same request, until the server answers it.
async function insist(client, method, request) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.call(client, method, request, { waitForReady: true, deadlineMs: callMs });
    } catch (error) {
      if (!again.has(error.code) || attempt === attemptsMax) throw error;
    }
  }
}

// One StreamScans at a time; a broken one is opened again and gets every batch that has no acknowledgement, in their order.
class ScanStream {
  constructor() {
    this.pending = new Map();
    this.last = 0;
    this.open();
  }

  open() {
    const call = api.scans.StreamScans(new grpc.Metadata({ waitForReady: true }));
    this.call = call;
    call.on('data', (ack) => {
      const entry = this.pending.get(ack.batch);
      if (!entry) return fail(new Error(`batch ${ack.batch} was acknowledged twice or never sent`));
      this.pending.delete(ack.batch);
      entry.resolve(ack.outcomes);
    });
    call.on('error', (error) => {
      if (call.replaced || this.closing) return;
      if (!again.has(error.code)) return fail(api.explain(error));
      this.reopen(call);
    });
    call.on('end', () => {
      if (!this.closing) this.reopen(call);
    });
    for (const [batch, entry] of this.pending) call.write({ batch, scans: entry.scans });
  }

  reopen(call) {
    if (call.replaced) return;
    call.replaced = true;
    this.open();
  }

  send(scans) {
    const batch = ++this.last;
    return new Promise((resolve) => {
      this.pending.set(batch, { scans, resolve });
      this.call.write({ batch, scans });
    });
  }

  close() {
    this.closing = true;
    this.call.end();
  }
}

const stream = new ScanStream();
const sent = (items) => items.map((item) => item.scan);

// Scans that the server could not decide on are sent again; the others are acknowledged.
async function scanned(items, send) {
  for (let attempt = 1; items.length > 0; attempt++) {
    const outcomes = await send(sent(items));
    const undecided = items.filter((_, i) => outcomes[i].error && again.has(outcomes[i].error.code));
    const refusal = outcomes.find((one) => one.error && !again.has(one.error.code));
    if (refusal) throw new Error(`a scan was refused: ${JSON.stringify(api.addDetails({}, refusal.error))} ${refusal.error.message}`);
    const acknowledged = items.map((item, i) => ({ owner: item.owner, key: item.key, id: outcomes[i].scan_id, result: outcomes[i].result }));
    say({ ack: 'scans', scans: acknowledged.filter((_, i) => !undecided.includes(items[i])) });
    if (attempt === attemptsMax) throw new Error('scans stayed undecided');
    items = undecided;
  }
}

const short = (outcomes) => outcomes.map((one) => `${one.result} ${one.scan_id} ${one.parcels.join()}`);
const registeredAs = (reply) => [`${reply.parcel.parcel_id} ${reply.retry_safe} ${JSON.stringify(reply.parcel.create_time)}`];

async function run(unit) {
  if (unit.kind === 'stream') return scanned(unit.scans, (scans) => stream.send(scans));
  if (unit.kind === 'unary') {
    return scanned(unit.scans, async (scans) => {
      const request = { request_id: unit.requestId, scans };
      const reply = await insist(api.scans, 'RecordScans', request);
      if (reply.outcomes.every((one) => !one.error)) answered.push({ client: api.scans, method: 'RecordScans', request, answer: short(reply.outcomes) });
      return reply.outcomes;
    });
  }
  const reply = await insist(api.parcels, 'RegisterParcel', unit.request);
  answered.push({ client: api.parcels, method: 'RegisterParcel', request: unit.request, answer: registeredAs(reply) });
  work.wasRegistered(unit.parcel, reply.parcel.parcel_id);
  say({ ack: 'register', index: unit.parcel.index, parcel: reply.parcel.parcel_id, requestId: unit.parcel.requestId, numbers: unit.parcel.numbers });
}

function begin(unit) {
  inFlight++;
  run(unit).then(() => {
    inFlight--;
    proceed();
  }, fail);
}

function proceed() {
  while (started < granted && inFlight < inFlightMax) {
    started++;
    begin(work.next());
  }
  if (inFlight === 0 && started === granted) onIdle?.();
}

const idle = () => new Promise((resolve) => {
  onIdle = resolve;
  proceed();
});

async function finish() {
  await idle();
  for (const unit of work.rest()) begin(unit);
  await idle();
  say({ done: true });
}

async function repeat() {
  for (const { client, method, request, answer } of answered) {
    const reply = await insist(client, method, request);
    const now = method === 'RegisterParcel' ? registeredAs(reply) : short(reply.outcomes);
    say({ again: method, requestId: request.request_id, first: answer, now });
  }
  say({ repeated: true });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  if (command.units) {
    granted += command.units;
    proceed();
  }
  if (command.finish) finish().catch(fail);
  if (command.repeat) repeat().catch(fail);
  if (command.exit) {
    stream.close();
    api.close();
    process.exit(0);
  }
});
