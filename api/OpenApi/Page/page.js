// Shows /openapi.json, and calls the operations from forms. Every text is set as text, never as markup.
'use strict';

// Past this depth a schema is named and no longer opened: an example stays readable, and a message that holds itself ends.
const depthMax = 4;
let api;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
};
const nameOf = (schema) => schema.$ref?.split('/').pop();
const resolve = (schema) => (schema.$ref ? api.components.schemas[nameOf(schema)] : schema);

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema);
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`;
  if (schema.additionalProperties?.type) return `map of ${typeOf(schema.additionalProperties)}`;
  return schema.format ? `${schema.type} (${schema.format})` : schema.type;
}

// The schema that opens below a field: its own message or enum, or that of its items.
const innerOf = (schema) => (schema.$ref ? schema : schema.items?.$ref ? schema.items : null);

function showSchema(schema, depth = 0) {
  const full = resolve(schema);
  if (full.enum) return showEnum(full);
  const list = make('div', { className: 'fields' });
  for (const [name, field] of Object.entries(full.properties ?? {})) {
    list.append(make('code', { textContent: name }), make('span', { className: 'type', textContent: typeOf(field) }),
      make('span', { textContent: field.description ?? '' }));
    const inner = innerOf(field);
    if (inner && depth < depthMax) list.append(openable(`${nameOf(inner)}`, () => showSchema(inner, depth + 1), 'deeper schema'));
  }
  return list;
}

function showEnum(full) {
  const texts = new Map((full.description ?? '').split('\n').map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ')]));
  const list = make('div', {});
  for (const value of full.enum) {
    const text = texts.get(value);
    list.append(make('div', {}, make('code', { textContent: value }), text ? ` ${text}` : ''));
  }
  return list;
}

// Its content is made when it is first opened.
function openable(title, content, className) {
  const box = make('details', { className }, make('summary', { textContent: title }));
  box.addEventListener('toggle', () => {
    if (box.open && box.children.length === 1) box.append(make('div', {}, content()));
  });
  return box;
}

// The smallest body that shows the shape: the first fields, one item an array.
function exampleOf(schema, depth = 0) {
  const full = resolve(schema);
  if (full.enum) return full.enum[1] ?? full.enum[0];
  if (full.type === 'array') return depth < 2 ? [exampleOf(full.items, depth + 1)] : [];
  if (full.type === 'object') {
    if (!full.properties || depth > 2) return {};
    const fields = Object.entries(full.properties);
    const first = fields.filter(([, field], i) => !field['x-oneof'] || fields.findIndex(([, one]) => one['x-oneof'] === field['x-oneof']) === i);
    return Object.fromEntries(first.map(([name, field]) => [name, exampleOf(field, depth + 1)]));
  }
  if (full.type === 'boolean') return false;
  if (full.type === 'integer') return 0;
  return { 'date-time': new Date().toISOString(), int64: '0', uint64: '0' }[full.format] ?? '';
}

function showOperation(path, verb, operation) {
  const body = operation.requestBody?.content['application/json'].schema;
  const parameters = operation.parameters ?? [];
  const article = make('article', { id: operation.operationId },
    make('h3', {}, make('span', { className: `verb ${verb}`, textContent: verb.toUpperCase() }), path),
    make('p', { className: 'about', textContent: operation.description ?? '' }));
  if (parameters.length > 0) {
    const properties = Object.fromEntries(parameters.map((one) => [one.name, { ...one.schema, description: one.description }]));
    article.append(make('h4', { textContent: 'Parameters' }), showSchema({ type: 'object', properties }));
  }
  if (body) article.append(make('h4', { textContent: 'Body' }), openable(nameOf(body), () => showSchema(body), 'schema'));
  const answer = operation.responses['200'].content['application/json'].schema;
  article.append(make('h4', { textContent: 'Answer' }), openable(nameOf(answer), () => showSchema(answer), 'schema'),
    make('h4', { textContent: 'Call' }), openable('Try it', () => tryForm(path, verb, parameters, body), 'schema'));
  return article;
}

function tryForm(path, verb, parameters, body) {
  const inputs = parameters.map((one) => [one, make('input', { autocomplete: 'off' })]);
  const text = body ? make('textarea', { spellcheck: false, value: JSON.stringify(exampleOf(body), null, 2) }) : null;
  const result = make('pre', { hidden: true });
  const send = make('button', { textContent: 'Send', type: 'button' });
  send.addEventListener('click', async () => {
    const query = new URLSearchParams(inputs.filter(([one, input]) => one.in === 'query' && input.value).map(([one, input]) => [one.name, input.value]));
    let target = path;
    for (const [one, input] of inputs) if (one.in === 'path') target = target.replace(`{${one.name}}`, encodeURIComponent(input.value));
    const key = document.getElementById('key').value;
    const headers = { ...(body ? { 'content-type': 'application/json' } : {}), ...(key ? { 'x-api-key': key } : {}) };
    result.hidden = false;
    result.textContent = 'Waiting for the answer';
    try {
      const reply = await fetch(query.size ? `${target}?${query}` : target, { method: verb.toUpperCase(), headers, body: text?.value });
      result.textContent = `HTTP ${reply.status}\n${pretty(await reply.text())}`;
    } catch (error) {
      result.textContent = String(error);
    }
  });
  return make('div', {}, make('div', { className: 'inputs' }, ...inputs.map(([one, input]) => make('label', {}, one.name, input))), text, send, result);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function show() {
  api = await (await fetch('/openapi.json')).json();
  document.getElementById('about').textContent = api.info.description;
  const contents = document.getElementById('contents');
  const operations = document.getElementById('operations');
  for (const tag of api.tags) {
    contents.append(make('b', { textContent: tag.name }));
    operations.append(make('h2', { textContent: tag.name }), make('p', { className: 'about', textContent: tag.description ?? '' }));
    for (const [path, verbs] of Object.entries(api.paths)) {
      for (const [verb, operation] of Object.entries(verbs)) {
        if (!operation.tags.includes(tag.name)) continue;
        contents.append(make('a', { href: `#${operation.operationId}`, textContent: operation.operationId }));
        operations.append(showOperation(path, verb, operation));
      }
    }
  }
  contents.append(make('b', { textContent: 'Document' }), make('a', { href: '/openapi.json', textContent: 'openapi.json' }));
  document.querySelector(location.hash || 'header')?.scrollIntoView();
}

show();
