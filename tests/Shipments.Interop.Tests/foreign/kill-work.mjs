// What the kill driver does, unit by unit, decided by a seed: register parcels with two numbers, send scans by parcel and by number, and
// scans for numbers that only a later unit registers.

const yesterday = Math.floor(Date.now() / 1000) - 86_400;
const codes = ['PICKED_UP', 'DEPARTED', 'LINE_HAUL', 'ARRIVED', 'LAST_MILE', 'OUT_FOR_DELIVERY'];
const chosenFrom = 30;

// A small generator with a seed (mulberry32), since Math.random has none.
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class Work {
  constructor(seed) {
    this.random = randomFrom(seed);
    this.tag = `K${(seed >>> 0).toString(36)}`.toUpperCase();
    this.made = 0;
    this.registered = [];
    this.future = [];
    this.batches = 0;
  }

  // The next thing to do: {kind: 'register' | 'stream' | 'unary', ...}.
  next() {
    const dice = this.random();
    if (dice < 0.15 || this.registered.length === 0) return this.register(this.makeParcel());
    if (dice < 0.25) return this.holdScans();
    if (dice < 0.35 && this.future.length > 0) return this.register(this.future.shift());
    if (dice < 0.5) return { kind: 'unary', requestId: `scans-${this.tag}-${this.batches++}`, scans: this.scansOfSome(5) };
    return { kind: 'stream', scans: this.scansOfSome(10) };
  }

  // What is still owed at the end: every parcel whose numbers hold scans.
  rest() {
    return this.future.splice(0).map((parcel) => this.register(parcel));
  }

  // Every third registration leaves its id to the server, which makes it from the request id.
  makeParcel() {
    const index = this.made++;
    return {
      index, id: index % 3 === 2 ? '' : `${this.tag}-${index}`, requestId: `register-${this.tag}-${index}`,
      numbers: [`${this.tag}A${index}X`, `${this.tag}B${index}X`], scans: 0,
    };
  }

  register(parcel) {
    const request = {
      parcel_id: parcel.id, request_id: parcel.requestId, service: 'kill', origin_country: 'CN', destination_country: 'ES',
      tracking_numbers: parcel.numbers.map((number) => ({ number })),
    };
    return { kind: 'register', parcel, request };
  }

  // Called when a registration was acknowledged: from now on scans may name the parcel.
  wasRegistered(parcel, id) {
    this.registered.push({ ...parcel, id });
  }

  holdScans() {
    const parcel = this.makeParcel();
    this.future.push(parcel);
    return { kind: 'stream', scans: [0, 1, 2, 3].map((i) => this.scan(parcel, { tracking_number: parcel.numbers[i % 2] })) };
  }

  scansOfSome(count) {
    return Array.from({ length: count }, () => {
      const last = this.registered.slice(-chosenFrom);
      const parcel = last[Math.floor(this.random() * last.length)];
      const dice = Math.floor(this.random() * 3);
      return this.scan(parcel, dice === 2 ? { parcel: `parcels/${parcel.id}` } : { tracking_number: parcel.numbers[dice] });
    });
  }

  // The description is the key by which the test finds the scan again.
  scan(parcel, subject) {
    const ordinal = parcel.scans++;
    const key = `${this.tag}-${parcel.index}-${ordinal}`;
    const scan = {
      ...subject, source_id: key, carrier: 'shipments', code: codes[ordinal % codes.length], description: key,
      time: { seconds: yesterday + 120 * ordinal, nanos: 0 },
    };
    return { owner: parcel.index, key, scan };
  }
}
