"""python3 client.py <host:port> --protos <folder>... --group open|keyed [--key <key> --otherkey <key>]

Runs each case of the group and prints one JSON line for it: {"case", "ok", "detail"}.
"""
import json
import os
import sys
import time
import traceback
from types import SimpleNamespace

import cases_keyed
import cases_open
import cases_streams
from expect import Requests
from shipments_api import Api


def read_arguments(argv):
    read = {"target": argv[0], "protos": []}
    for name, value in zip(argv[1::2], argv[2::2]):
        if name == "--protos":
            read["protos"].append(value)
        else:
            read[name.removeprefix("--")] = value
    return SimpleNamespace(**read)


def cases_of(*modules):
    return [(name, value) for module in modules for name, value in vars(module).items()
            if callable(value) and getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")]


def main():
    args = read_arguments(sys.argv[1:])
    api = Api(args.target, args.protos)
    context = SimpleNamespace(api=api, args=args, make=Requests(api.messages), run=f"py{os.getpid():x}{time.time_ns() // 1_000_000:x}")
    cases = cases_of(cases_keyed) if args.group == "keyed" else cases_of(cases_open, cases_streams)
    for name, run in cases:
        line = {"case": name, "ok": True, "detail": ""}
        try:
            run(context)
        except Exception:  # a case may fail in any way; the line says how
            line.update(ok=False, detail=traceback.format_exc())
        print(json.dumps(line), flush=True)
    api.channel.close()


if __name__ == "__main__":
    main()
