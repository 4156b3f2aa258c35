// node standard.mjs <host:port> <folder of protos>
// The cases of the gRPC interoperability test descriptions; one JSON line each: {"case", "ok", "detail"}.
import assert from 'node:assert/strict';

import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [target, protos] = process.argv.slice(2);
const definition = loader.loadSync('grpc/testing/test.proto', { includeDirs: [protos], keepCase: true, defaults: true });
const { TestService } = grpc.loadPackageDefinition(definition).grpc.testing;
const connect = (options = {}) => new TestService(target, grpc.credentials.createInsecure(), options);
const client = connect();
const gzip = connect({ 'grpc.default_compression_algorithm': 2 });

const requestSizes = [27182, 8, 1828, 45904];
const responseSizes = [31415, 9, 2653, 58979];
const payload = (size) => ({ body: Buffer.alloc(size) });
const large = (more = {}) => ({ response_size: 314159, payload: payload(271828), ...more });
const soon = () => ({ deadline: Date.now() + 20_000 });
const sizeOf = (reply) => reply.payload.body.length;

function unary(from, method, request, metadata = new grpc.Metadata()) {
  return new Promise((resolve, reject) => {
    const seen = {};
    const call = from[method](request, metadata, soon(), (error, reply) => { seen.error = error; seen.reply = reply; });
    call.on('metadata', (initial) => { seen.initial = initial; });
    call.on('status', (status) => (seen.error ? reject(seen.error) : resolve({ ...seen, status })));
  });
}

// All answers of a call and its status, whatever that is.
function finish(call) {
  return new Promise((resolve) => {
    const replies = [];
    let initial;
    call.on('metadata', (metadata) => { initial = metadata; });
    call.on('data', (reply) => replies.push(reply));
    call.on('error', () => {});
    call.on('status', (status) => resolve({ replies, initial, status }));
  });
}

async function failed(promise, code, message) {
  const error = await promise.then((reply) => assert.fail(`${grpc.status[code]} was expected, the answer was ${JSON.stringify(reply).slice(0, 200)}`), (one) => one);
  assert.equal(error.code, code, error.message);
  if (message !== undefined) assert.equal(error.details, message);
}

const cases = {
  async empty_unary() {
    assert.deepEqual((await unary(client, 'EmptyCall', {})).reply, {});
  },

  async large_unary() {
    assert.equal(sizeOf((await unary(client, 'UnaryCall', large())).reply), 314159);
  },

  async client_compressed_unary() {
    const expecting = (value) => large({ expect_compressed: { value } });
    await failed(unary(client, 'UnaryCall', expecting(true)), grpc.status.INVALID_ARGUMENT);
    assert.equal(sizeOf((await unary(gzip, 'UnaryCall', expecting(true))).reply), 314159);
    assert.equal(sizeOf((await unary(client, 'UnaryCall', expecting(false))).reply), 314159);
  },

  async server_compressed_unary() {
    for (const value of [true, false]) {
      assert.equal(sizeOf((await unary(client, 'UnaryCall', large({ response_compressed: { value } }))).reply), 314159);
    }
  },

  async client_streaming() {
    const reply = await new Promise((resolve, reject) => {
      const call = client.StreamingInputCall(soon(), (error, one) => (error ? reject(error) : resolve(one)));
      for (const size of requestSizes) call.write({ payload: payload(size) });
      call.end();
    });
    assert.equal(reply.aggregated_payload_size, 74922);
  },

  async server_streaming() {
    const { replies, status } = await finish(client.StreamingOutputCall({ response_parameters: responseSizes.map((size) => ({ size })) }, soon()));
    assert.equal(status.code, grpc.status.OK);
    assert.deepEqual(replies.map(sizeOf), responseSizes);
  },

  async server_compressed_streaming() {
    const response_parameters = [{ compressed: { value: true }, size: 31415 }, { compressed: { value: false }, size: 92653 }];
    const { replies, status } = await finish(client.StreamingOutputCall({ response_parameters }, soon()));
    assert.equal(status.code, grpc.status.OK);
    assert.deepEqual(replies.map(sizeOf), [31415, 92653]);
  },

  async ping_pong() {
    const call = client.FullDuplexCall(soon());
    const replies = [];
    const send = () => call.write({ response_parameters: [{ size: responseSizes[replies.length] }], payload: payload(requestSizes[replies.length]) });
    const ended = finish(call);
    call.on('data', (reply) => {
      replies.push(sizeOf(reply));
      if (replies.length < responseSizes.length) send();
      else call.end();
    });
    send();
    assert.equal((await ended).status.code, grpc.status.OK);
    assert.deepEqual(replies, responseSizes);
  },

  async empty_stream() {
    const call = client.FullDuplexCall(soon());
    call.end();
    const { replies, status } = await finish(call);
    assert.equal(status.code, grpc.status.OK);
    assert.equal(replies.length, 0);
  },

  async custom_metadata() {
    const metadata = new grpc.Metadata();
    const trailing = Buffer.from([0xab, 0xab, 0xab]);
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', trailing);
    const call = client.FullDuplexCall(metadata, soon());
    call.write({ response_parameters: [{ size: 314159 }], payload: payload(271828) });
    call.end();
    for (const seen of await Promise.all([unary(client, 'UnaryCall', large(), metadata), finish(call)])) {
      assert.deepEqual(seen.initial.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepEqual(seen.status.metadata.get('x-grpc-test-echo-trailing-bin'), [trailing]);
    }
  },

  async status_code_and_message() {
    const response_status = { code: 2, message: 'test status message' };
    await failed(unary(client, 'UnaryCall', { response_status }), grpc.status.UNKNOWN, response_status.message);
    const call = client.FullDuplexCall(soon());
    call.write({ response_status });
    call.end();
    const { status } = await finish(call);
    assert.equal(status.code, grpc.status.UNKNOWN);
    assert.equal(status.details, response_status.message);
  },

  async special_status_message() {
    const message = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
    await failed(unary(client, 'UnaryCall', { response_status: { code: 2, message } }), grpc.status.UNKNOWN, message);
  },

  async unimplemented_method() {
    await failed(unknown('/grpc.testing.TestService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },

  async unimplemented_service() {
    await failed(unknown('/grpc.testing.UnimplementedService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },

  async cancel_after_begin() {
    const ended = new Promise((resolve) => {
      const call = client.StreamingInputCall(soon(), resolve);
      call.cancel();
    });
    assert.equal((await ended).code, grpc.status.CANCELLED);
  },

  async cancel_after_first_response() {
    const call = client.FullDuplexCall(soon());
    const ended = finish(call);
    call.once('data', () => call.cancel());
    call.write({ response_parameters: [{ size: 31415 }], payload: payload(27182) });
    const { status, replies } = await ended;
    assert.equal(status.code, grpc.status.CANCELLED);
    assert.deepEqual(replies.map(sizeOf), [31415]);
  },

  async timeout_on_sleeping_server() {
    const call = client.FullDuplexCall({ deadline: Date.now() + 1 });
    const ended = finish(call);
    call.write({ payload: payload(27182) });
    assert.equal((await ended).status.code, grpc.status.DEADLINE_EXCEEDED);
  },
};

function unknown(path) {
  const same = (bytes) => bytes;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), (error, reply) => (error ? reject(error) : resolve(reply)));
  });
}

for (const [name, run] of Object.entries(cases)) {
  let line = { case: name, ok: true, detail: '' };
  try {
    await run();
  } catch (error) {
    line = { case: name, ok: false, detail: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
client.close();
gzip.close();
