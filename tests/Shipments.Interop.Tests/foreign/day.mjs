// node day.mjs <host:port> --protos <folder>... --parcels <n>
// A marketplace's day. Prints a JSON line for each step: {"step", "ms"}; in the middle of a wave of scans {"kill": true}, upon which somebody
// kills the server and starts it again on the same port, and then writes {"restarted": true} to stdin; at the end {"done": {...}} with what
// was counted, or {"fatal": "..."}.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';

import { DayChanges, DayWatch } from './day-changes.mjs';
import { mergeAndSplit } from './day-merge.mjs';
import { Plan } from './day-plan.mjs';
import { Steps } from './day-steps.mjs';
import { insist, patient, ScanSender } from './resuming.mjs';
import { Api, readArguments } from './shipments.mjs';

const args = readArguments(process.argv.slice(2));
const api = new Api(args.target, args.protos, patient);
const plan = new Plan(Number(args.parcels), `D${Date.now().toString(36)}`);
const steps = new Steps(api, plan);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const restarted = new Promise((resolve) => {
  createInterface({ input: process.stdin }).on('line', (line) => JSON.parse(line).restarted && resolve());
});

function fail(error) {
  say({ fatal: String(error.stack ?? error) });
  process.exit(1);
}

async function step(name, run) {
  const began = Date.now();
  const result = await run();
  say({ step: name, ms: Date.now() - began });
  return result;
}

// A third of the wave, then the kill; the last tenth only when the server is back, so that the stream really broke under way.
async function waveWithKill(sender) {
  const items = [...plan.later()];
  const [third, tenth] = [Math.floor(items.length / 3), Math.floor(items.length * 0.9)];
  await steps.scan(sender, items.slice(0, third));
  say({ kill: true });
  await steps.scan(sender, items.slice(third, tenth));
  await restarted;
  await steps.scan(sender, items.slice(tenth));
}

async function day() {
  const { cursor } = await insist(api, api.changes, 'GetCursor', {});
  const changes = new DayChanges(api, cursor, fail);
  const sender = new ScanSender(api, plan.tag, fail);
  await step('register', () => steps.register());
  const watches = plan.watched.map((one) => new DayWatch(api, one, fail));
  await Promise.all(watches.map((watch) => watch.follower.until(() => watch.etag)));
  await step('scan', () => steps.scan(sender, [...plan.first()]));
  await step('scan over a kill', () => waveWithKill(sender));
  await step('payloads', () => steps.payloads());
  await step('update', () => steps.update());
  await step('cancel', () => steps.cancel());
  await step('merge and split', () => mergeAndSplit(steps, sender));
  await step('lookup', () => steps.lookup());
  const parcels = await step('read back', () => steps.readBack());
  await step('lists', () => steps.lists());
  const read = await step('changes', () => changes.check(plan, parcels));
  await step('watches', () => Promise.all(watches.map((watch) => watch.check(parcels.get(watch.one.name)))));
  assert.ok(sender.breaks > 0 && read.breaks > 0, `the kill broke the streams: ${sender.breaks} and ${read.breaks}`);
  const scans = plan.parcels.reduce((sum, one) => sum + one.scans, 0);
  say({ done: { parcels: parcels.size, scans, changes: read.changes } });
  process.exit(0);
}

day().catch(fail);
