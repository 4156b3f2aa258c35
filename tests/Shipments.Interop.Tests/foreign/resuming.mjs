// Calls and streams that go on over a server which dies and comes back.
import { grpc, status } from './shipments.mjs';

const again = new Set([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED]);
const attemptsMax = 10_000;
const callMs = 60_000;
const windowMax = 16;
const waiting = () => new grpc.Metadata({ waitForReady: true });

// Channel options for a server that is away for a second.
export const patient = {
  'grpc.initial_reconnect_backoff_ms': 50, 'grpc.min_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 250,
  'grpc.max_receive_message_length': 64 << 20,
};

export const undecided = (outcome) => outcome.error && again.has(outcome.error.code);

// A unary call, repeated with the same request until the server answers it.
export async function insist(api, client, method, request) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.call(client, method, request, { waitForReady: true, deadlineMs: callMs });
    } catch (error) {
      if (!again.has(error.code) || attempt === attemptsMax) throw error;
    }
  }
}

// StreamScans with a window of batches; a broken one is opened again and gets every batch without an acknowledgement, in order, ids kept.
export class ScanSender {
  constructor(api, tag, fail) {
    Object.assign(this, { api, tag, fail, pending: new Map(), room: [], last: 0, breaks: 0 });
    this.open();
  }

  open() {
    const call = this.api.scans.StreamScans(waiting());
    this.call = call;
    call.on('data', (ack) => this.acknowledge(ack));
    call.on('error', (error) => {
      if (again.has(error.code)) this.reopen(call);
      else if (!this.closing) this.fail(this.api.explain(error));
    });
    call.on('end', () => this.reopen(call));
    for (const entry of this.pending.values()) call.write(entry.request);
  }

  reopen(call) {
    if (this.closing || call.replaced) return;
    call.replaced = true;
    this.breaks++;
    this.open();
  }

  acknowledge(ack) {
    const [first] = this.pending.keys();
    if (ack.batch !== first) return this.fail(new Error(`batch ${ack.batch} was acknowledged, ${first} was the next`));
    const entry = this.pending.get(first);
    this.pending.delete(first);
    entry.resolve(ack.outcomes);
    this.room.shift()?.();
  }

  // Resolves with the outcomes; waits for room first.
  async send(scans) {
    while (this.pending.size >= windowMax) await new Promise((resolve) => this.room.push(resolve));
    const batch = ++this.last;
    const request = { batch, scans, request_id: `${this.tag}-${batch}` };
    return new Promise((resolve) => {
      this.pending.set(batch, { request, resolve });
      this.call.write(request);
    });
  }

  close() {
    this.closing = true;
    this.call.end();
  }
}

// A stream from the server, opened again where it was left. `open(metadata)` makes the call after the last message that was taken in.
export class Follower {
  constructor(api, open, onMessage, fail) {
    Object.assign(this, { api, open, onMessage, fail, breaks: 0, waiters: [] });
    this.start();
  }

  start() {
    const call = this.open(waiting());
    this.call = call;
    call.on('data', (message) => {
      this.onMessage(message);
      this.waiters = this.waiters.filter((waiter) => !waiter());
    });
    call.on('error', (error) => {
      if (this.closing) return;
      if (!again.has(error.code)) return this.fail(this.api.explain(error));
      this.breaks++;
      this.start();
    });
  }

  // Resolves when `done()` holds after a message, or now.
  until(done) {
    if (done()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(() => done() && (resolve(), true)));
  }

  close() {
    this.closing = true;
    this.call.cancel();
  }
}
