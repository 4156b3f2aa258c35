// node client.mjs <host:port> --protos <folder>... --group open|keyed [--key <key> --otherkey <key>]
// Runs each case of the group and prints one JSON line for it: {"case", "ok", "detail"}.
import { keyed } from './cases-keyed.mjs';
import { open } from './cases-open.mjs';
import { streams } from './cases-streams.mjs';
import { Api, readArguments } from './shipments.mjs';

const args = readArguments(process.argv.slice(2));
const cases = args.group === 'keyed' ? keyed : { ...open, ...streams };
const api = new Api(args.target, args.protos);
const context = { api, args, run: `${process.pid.toString(36)}${Date.now().toString(36)}` };

for (const [name, run] of Object.entries(cases)) {
  let line;
  try {
    line = { case: name, ok: true, detail: String((await run(context)) ?? '') };
  } catch (error) {
    line = { case: name, ok: false, detail: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
api.close();
