// node fault-driver.mjs <target> --protos <folder>... --key <api key> --seed <n>
// Registers parcels, scans and reads them over a client that is not .NET, until the line {"finish": true} comes; then it ends what it is at and
// prints {"done": true}. Prints what it was told as JSON lines; times are nanoseconds of the machine's monotonic clock, as text.
import { createInterface } from 'node:readline';

import { randomFrom } from './kill-work.mjs';
import { Api, readArguments, status } from './shipments.mjs';

const chains = 3;
const scansMin = 10;
const scansSpread = 14;
const callMs = 4_000;
const attemptsMax = 10_000;
const paceMs = 40;
const codes = ['PICKED_UP', 'DEPARTED', 'LINE_HAUL', 'ARRIVED', 'LAST_MILE', 'OUT_FOR_DELIVERY'];
const again = new Set([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED, status.DEADLINE_EXCEEDED, status.CANCELLED]);
const yesterday = Math.floor(Date.now() / 1000) - 86_400;

const args = readArguments(process.argv.slice(2));
const random = randomFrom(Number(args.seed));
const api = new Api(args.target, args.protos, {
  'grpc.initial_reconnect_backoff_ms': 50, 'grpc.min_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 250,
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
});
const waiting = [];
let finishing = false;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const now = () => String(process.hrtime.bigint());
const turn = () => new Promise((resolve) => waiting.push(resolve));
const pace = setInterval(() => waiting.shift()?.(), paceMs / chains);

// Without details the server said nothing: the connection broke, and asking again settles what became of the request.
const broke = (error) => error.code === status.INTERNAL && !error.detailed;

async function insist(client, method, request) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.call(client, method, request, { waitForReady: true, deadlineMs: callMs, metadata: { 'x-api-key': args.key } });
    } catch (error) {
      if (!(again.has(error.code) || broke(error)) || attempt === attemptsMax) throw error;
      if (broke(error)) say({ note: String(error.message) });
    }
  }
}

async function record(scan, requestId) {
  for (;;) {
    const { outcomes: [outcome] } = await insist(api.scans, 'RecordScans', { request_id: requestId, scans: [scan] });
    if (!outcome.error) {
      if (outcome.result !== 'SCAN_RESULT_HELD') say({ reply: requestId, answer: `${outcome.result} ${outcome.scan_id} ${outcome.parcels.join(' ')}` });
      return outcome;
    }
    if (!again.has(outcome.error.code)) throw new Error(`scan ${requestId} was refused: ${outcome.error.code} ${outcome.error.message}`);
  }
}

async function send(parcel, number, ordinal) {
  const key = `${parcel}-${ordinal}`;
  const scan = {
    ...(number ? { tracking_number: number } : { parcel: `parcels/${parcel}` }), source_id: key, carrier: 'shipments',
    code: codes[ordinal % codes.length], description: key, time: { seconds: yesterday + 120 * ordinal, nanos: 0 },
  };
  const from = now();
  const outcome = await record(scan, key);
  const held = outcome.result === 'SCAN_RESULT_HELD';
  const ack = { ack: 'scan', parcel, ordinal, key, id: outcome.scan_id, held, from, to: now() };
  if (!held && random() < 0.15) await record(scan, key);
  return ack;
}

async function read(parcel) {
  const from = now();
  const reply = await insist(api.parcels, 'GetParcel', { name: `parcels/${parcel}`, view: 'PARCEL_VIEW_FULL' });
  const to = now();
  const seen = reply.parcel.scans.reduce((mask, scan) => mask | (1n << BigInt(scan.description.slice(scan.description.lastIndexOf('-') + 1))), 0n);
  say({ read: parcel, seen: seen.toString(16), from, to });
}

async function oneParcel(name) {
  const number = `${name.replaceAll('-', 'N').toUpperCase()}X`;
  const held = random() < 0.3 ? await send(name, number, 0) : null;
  const request = {
    parcel_id: name, request_id: `register-${name}`, service: 'js', origin_country: 'CN', destination_country: 'FR', tracking_numbers: [{ number }],
  };
  for (let times = random() < 0.15 ? 2 : 1; times > 0; times--) {
    const { parcel } = await insist(api.parcels, 'RegisterParcel', request);
    say({ reply: request.request_id, answer: `${parcel.parcel_id} ${JSON.stringify(parcel.create_time)}` });
  }
  say({ ack: 'register', parcel: name });
  if (held) say(held);
  const scans = scansMin + Math.floor(random() * scansSpread);
  for (let ordinal = held ? 1 : 0; ordinal < scans; ordinal++) {
    say(await send(name, random() < 0.5 ? number : null, ordinal));
    if (ordinal % 3 === 0) await read(name);
    await turn();
  }
}

async function chain(name) {
  for (let i = 0; !finishing; i++) await oneParcel(`${name}-${i}`);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  if (JSON.parse(line).finish) finishing = true;
});

Promise.all(Array.from({ length: chains }, (_, i) => chain(`js${i}`))).then(() => {
  clearInterval(pace);
  say({ done: true });
  api.close();
  process.stdin.destroy();
}, (error) => {
  say({ fatal: String(error.stack ?? error) });
  process.exit(1);
});
