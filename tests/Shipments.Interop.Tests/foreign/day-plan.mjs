// A marketplace's day: which parcels there are, what is sent for each, and what must come of it.
const yesterday = Math.floor(Date.now() / 1000) - 86_400;
const countries = ['ES', 'FR', 'US'];
const firstWave = ['PICKED_UP', 'DEPARTED'];
const secondWave = ['ARRIVED', 'OUT_FOR_DELIVERY'];

export class Plan {
  constructor(count, tag) {
    this.tag = tag;
    this.parcels = Array.from({ length: count }, (_, index) => this.parcel(index));
    const still = count / 50;
    this.moving = this.parcels.slice(0, count - still);
    this.cancelled = this.parcels.slice(count - still, count - still / 2);
    this.updated = this.parcels.slice(count - still / 2);
    this.second = this.moving.filter((one) => one.index % 2 === 0);
    this.delivered = this.moving.slice(0, count / 20);
    this.merging = this.moving.filter((one) => one.index % 2 === 1 && one.index >= count / 20).slice(0, 30);
    this.watched = this.moving.slice(0, 10);
  }

  parcel(index) {
    const id = `${this.tag}-${index}`;
    return {
      index, id, name: `parcels/${id}`, country: countries[index % countries.length], service: 'day',
      numbers: [`${this.tag}A${index}X`.toUpperCase(), `${this.tag}B${index}X`.toUpperCase()],
      scanIds: new Set(), phase: 'PHASE_PENDING', scans: 0,
    };
  }

  registration(one) {
    return {
      parcel_id: one.id, request_id: `register-${one.id}`, service: one.service, origin_country: 'CN', destination_country: one.country,
      tracking_numbers: one.numbers.map((number, i) => ({ number, role: i ? 'NUMBER_ROLE_LAST_MILE' : 'NUMBER_ROLE_FIRST_MILE' })),
      labels: { order: `${one.index}` },
    };
  }

  // Each code for all parcels before the next code: by name, by the first number, by the second.
  *wave(parcels, codes, from) {
    for (const [step, code] of codes.entries()) {
      for (const one of parcels) {
        const subject = [{ parcel: one.name }, { tracking_number: one.numbers[0] }, { tracking_number: one.numbers[1] }][(from + step) % 3];
        yield { one, code, scan: { ...subject, carrier: 'shipments', code, description: `${code} of ${one.id}`, time: { seconds: yesterday + 600 * (from + step), nanos: 0 } } };
      }
    }
  }

  first() {
    return this.wave(this.moving, firstWave, 0);
  }

  later() {
    return this.wave(this.second, secondWave, firstWave.length);
  }

  // In the shape of Cainiao's detail reply: fifty parcels delivered in each.
  payloads() {
    const time = Date.now() - 3_600_000;
    const item = (one) => ({
      mailNo: one.numbers[0],
      detailList: [{ time, timeStr: '', timeZone: 'GMT+8', actionCode: 'GTMS_SIGNED', desc: `Delivered ${one.id}`, group: {} }],
    });
    return chunks(this.delivered, 50).map((parcels) => ({ parcels, text: JSON.stringify({ module: parcels.map(item), success: true }) }));
  }

  lane(one) {
    return `CN-${one.country}/${one.service}`;
  }

  took(one, code, scanId) {
    one.scanIds.add(scanId);
    one.scans++;
    one.phase = `PHASE_${code}`;
  }
}

export function chunks(items, size) {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
