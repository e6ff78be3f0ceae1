import { stringify } from 'yaml';
import { authOf } from './auth-of.ts';
import { documentOf } from './document-kinds.ts';
import type { OpenQuestion } from './open-questions.ts';
import { type DescribedCall, type Fields, fieldsOf, OpenApiDocument, textOf } from './openapi-document.ts';
import { pagingOf } from './paging-of.ts';
import { recordSchema } from './record-schema.ts';

export interface ProposalInput {
  readonly name: string;
  readonly title: string;
  readonly role: 'shop' | 'erp';
  /** The parsed OpenAPI document, and how its file is called; without one, a beginning that knows nothing. */
  readonly openapi?: { readonly value: unknown; readonly file: string } | undefined;
}

export interface Proposal {
  /** Path from the project’s root to text. */
  readonly files: ReadonlyMap<string, string>;
  readonly questions: readonly OpenQuestion[];
  /** Collections of the document that were made nothing of. */
  readonly leftOut: readonly string[];
}

/** A connector as far as it can be known without the system: what is guessed is an open question in it. */
export function proposeConnector(input: ProposalInput): Proposal {
  const { name, title, role, openapi } = input;
  const questions: OpenQuestion[] = [];
  const files = new Map<string, string>();
  const folder = `connectors/${name}`;
  const parts =
    openapi === undefined
      ? beginning(questions)
      : fromDocument(input, new OpenApiDocument(openapi.value, openapi.file), openapi.file, questions, files);
  const connector = {
    format: 1,
    connector: name,
    title,
    role,
    protocol: 'rest',
    ...(parts.base === undefined ? {} : { base_path: parts.base }),
    auth: parts.auth,
    operations: parts.operations,
    capabilities: parts.capabilities,
    open_questions: questions,
  };
  const head = `# yaml-language-server: $schema=../../node_modules/pipewright/schemas/config/connector.schema.json
# Proposed by \`pipewright connector new\`. Take each entry of open_questions away when you know the answer;
# \`pipewright check\` tells the others, and \`pipewright connector test ${name} --connection …\` holds it to the laws of connectors.
`;
  files.set(`${folder}/connector.yaml`, `${head}${stringify(connector, { lineWidth: 0 })}`);
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), questions, leftOut: parts.leftOut };
}

interface Parts {
  readonly base?: string | undefined;
  readonly auth: readonly Fields[];
  readonly operations: Fields;
  readonly capabilities: Fields;
  readonly leftOut: readonly string[];
}

const BEARER = { name: 'token', kind: 'bearer', token: 'token' };

/** A read of customers, so that there is something to correct. */
function beginning(questions: OpenQuestion[]): Parts {
  questions.push(
    { at: 'auth', ask: 'How does the system let a program in?' },
    {
      at: 'operations.list-customers',
      ask: 'At which path are customers listed, how does the list go on, and under which name does it stand in the answer?',
    },
    {
      at: 'capabilities.customer.read',
      ask: 'Which field is the id, and which one tells when a customer was last changed?',
    },
  );
  return {
    auth: [BEARER],
    operations: {
      'list-customers': {
        path: '/customers',
        query: { page: '{$page.number}', size: '{$page.size}' },
        paging: { style: 'page-number', first: 1, size: 100 },
        evidence: { level: 'assumption', source: 'proposed; nothing is known yet' },
      },
    },
    capabilities: { 'customer.read': { read: 'list-customers', key: '$string(id)', cursor: { kind: 'scan' } } },
    leftOut: [],
  };
}

function fromDocument(
  { name }: ProposalInput,
  document: OpenApiDocument,
  file: string,
  questions: OpenQuestion[],
  files: Map<string, string>,
): Parts {
  const calls = document.calls();
  const auth = authOf(document);
  if (auth.length === 0)
    questions.push({
      at: 'auth',
      ask: 'The document states no way to sign in that is known here. How does the system let a program in?',
    });
  const lists = calls.filter(
    ({ method, path, answer }) => method === 'GET' && !path.endsWith('}') && listIn(document, answer) !== undefined,
  );
  const known = lists.filter(({ path }) => documentOf(path) !== undefined);
  const first = new Map(known.map((call) => [documentOf(call.path), call] as const).reverse());
  const operations: Record<string, Fields> = {};
  const capabilities: Record<string, Fields> = {};
  for (const [kind = '', list] of [...first].reverse()) {
    const part = collection({ name, kind, list, calls, document, file });
    Object.assign(operations, part.operations);
    Object.assign(capabilities, part.capabilities);
    questions.push(...part.questions);
    for (const [path, text] of part.files) files.set(path, text);
  }
  questions.push({
    at: 'limits',
    ask: 'How many requests are allowed in which time, and how does the system say that it is too many?',
  });
  return {
    base: basePath(document),
    auth: auth.length > 0 ? auth : [BEARER],
    operations,
    capabilities,
    leftOut: lists.filter((call) => ![...first.values()].includes(call)).map(({ path }) => path),
  };
}

interface Collection {
  readonly name: string;
  readonly kind: string;
  readonly list: DescribedCall;
  readonly calls: readonly DescribedCall[];
  readonly document: OpenApiDocument;
  readonly file: string;
}

const CHANGED = /(updated|modified|changed)(_?at|_?on|_?time|_?date|_?date_?time)?$|^last_?(updated|modified|changed)/i;
const SINCE = /(updated|modified|changed).*(since|after|from|min|gte?)|^since$/i;
/** What a shop’s number or a person’s address stands in, at best: unique, and known to both sides. */
const FOUND_BY =
  /^(external_?(id|number|reference|document_?(no|number))|(customer_?)?(po|purchase_?order)(_?(no|number))?|reference|e_?mail|number|code|sku)$/i;

function collection({ name, kind, list, calls, document, file }: Collection) {
  const questions: OpenQuestion[] = [];
  const files = new Map<string, string>();
  const { field, record } = listIn(document, list.answer) ?? { field: undefined, record: {} };
  const properties = fieldsOf(record.properties);
  const pick = (pattern: RegExp) => Object.keys(properties).find((each) => pattern.test(each));
  const id = pick(/^id$/i) ?? pick(/_?id$/i) ?? pick(/^(number|code)$/i) ?? 'id';
  const numbered = pick(/^(number|order_?number|code|sku)$/i);
  const label = numbered ?? pick(/^name$/i);
  const changed = pick(CHANGED);
  const since = list.parameters.find(
    (parameter) => parameter.in === 'query' && SINCE.test(textOf(parameter.name) ?? ''),
  );
  const evidence = (call: DescribedCall) => ({
    level: 'official-spec',
    source: `${file}: ${call.method} ${call.path}`,
  });
  const { paging, query, ask } = pagingOf(document, list);
  const at = (operation: string) => `operations.${operation}`;
  const asText = ['string'].includes(String(document.resolve(properties[id]).type)) ? id : `$string(${id})`;

  const listName = `list-${kind}s`;
  const operations: Record<string, Fields> = {
    [listName]: {
      path: list.path,
      query: {
        ...query,
        ...(since === undefined || changed === undefined ? {} : { [String(since.name)]: '{$since}' }),
      },
      ...(paging === undefined ? {} : { paging }),
      ...(field === undefined ? {} : { result: field }),
      evidence: evidence(list),
    },
  };
  questions.push({ at: at(listName), ask });

  const schemaFile = `${kind}.read.schema.json`;
  files.set(`connectors/${name}/${schemaFile}`, recordSchema(document, record, schemaId(name, schemaFile)));
  const one = calls.find(({ method, path }) => method === 'GET' && oneOf(list.path, path));
  if (one !== undefined) operations[`read-${kind}`] = { path: withKey(one.path, '$key'), evidence: evidence(one) };
  const cursor =
    changed === undefined
      ? { kind: 'scan' }
      : since === undefined
        ? { kind: 'scan', field: changed }
        : { kind: 'timestamp', field: changed, overlap: '5m' };
  questions.push({
    at: `capabilities.${kind}.read`,
    ask:
      since === undefined || changed === undefined
        ? `Is \`${id}\` an id that never changes? Nothing in the document asks only for what changed, so every run reads all: is there a way?`
        : `Is \`${id}\` an id that never changes? Does \`${String(since.name)}\` compare with \`${changed}\`, in UTC, and does every change move it?`,
  });
  const capabilities: Record<string, Fields> = {
    [`${kind}.read`]: {
      read: listName,
      ...(one === undefined ? {} : { one: `read-${kind}` }),
      key: asText,
      ...(label === undefined ? {} : { label }),
      cursor,
      read_schema: schemaFile,
    },
  };
  const written = writing({ name, kind, list, calls, document, file }, { id, asText, numbered, field, evidence });
  Object.assign(operations, written?.operations);
  Object.assign(capabilities, written?.capabilities);
  questions.push(...(written?.questions ?? []));
  for (const [path, text] of written?.files ?? []) files.set(path, text);
  return { operations, capabilities, questions, files };
}

interface RecordFacts {
  readonly id: string;
  readonly asText: string;
  readonly numbered: string | undefined;
  readonly field: string | undefined;
  readonly evidence: (call: DescribedCall) => Fields;
}

function writing(
  { name, kind, list, calls, document }: Collection,
  { id, asText, numbered, field, evidence }: RecordFacts,
) {
  const create = calls.find(({ method, path }) => method === 'POST' && path === list.path);
  if (create === undefined) return undefined;
  const update = calls.find(({ method, path }) => (method === 'PATCH' || method === 'PUT') && oneOf(list.path, path));
  const sent = Object.keys(fieldsOf(create.body?.properties));
  const by = list.parameters.find(
    (parameter) =>
      parameter.in === 'query' && FOUND_BY.test(textOf(parameter.name) ?? '') && sent.includes(String(parameter.name)),
  );
  const found = by === undefined ? undefined : String(by.name);
  const schemaFile = `${kind}.write.schema.json`;
  const keep = `{ 'id': ${asText}${numbered === undefined ? '' : `, 'number': $string(${numbered})`} }`;
  const steps = (operation: string) => [{ name: kind, operation, keep }];
  return {
    operations: {
      ...(found === undefined
        ? {}
        : {
            [`find-${kind}`]: {
              path: list.path,
              query: { [found]: `{$payload.${found}}` },
              ...(field === undefined ? {} : { result: field }),
              evidence: evidence(list),
            },
          }),
      [`create-${kind}`]: { method: 'POST', path: create.path, body: '$payload', evidence: evidence(create) },
      ...(update === undefined
        ? {}
        : {
            [`update-${kind}`]: {
              method: update.method,
              path: withKey(update.path, '$target.id'),
              body: '$payload',
              evidence: evidence(update),
            },
          }),
    },
    capabilities: {
      ...(found === undefined
        ? {}
        : {
            [`${kind}.find`]: {
              find: [`find-${kind}`],
              same: `${found} = $payload.${found}`,
              id: asText,
              ...(numbered === undefined ? {} : { number: `$string(${numbered})` }),
            },
          }),
      [`${kind}.write`]: {
        idempotency: {
          strategy: found === undefined ? 'none' : 'find-first',
          reason:
            found === undefined
              ? 'Assumed: nothing in the document tells how a repeat could be recognised, so nothing is ever sent twice by itself.'
              : `Assumed: \`${found}\` is looked for before every create, and no two records have the same one.`,
        },
        ...(found === undefined ? {} : { find: `${kind}.find` }),
        create: steps(`create-${kind}`),
        ...(update === undefined || found === undefined ? {} : { update: steps(`update-${kind}`) }),
        result: { id: `${kind}.id`, ...(numbered === undefined ? {} : { number: `${kind}.number` }) },
        payload_schema: schemaFile,
      },
    },
    questions: [
      {
        at: `capabilities.${kind}.write`,
        ask:
          found === undefined
            ? 'By what can a record be found again after an answer got lost? Without that, a write is never repeated by itself.'
            : `Does the filter \`${found}\` match exactly, at once after a create, and is it unique? Is \`${id}\` in the answer of the create?`,
      },
    ],
    files: new Map([
      [`connectors/${name}/${schemaFile}`, recordSchema(document, create.body ?? {}, schemaId(name, schemaFile))],
    ]),
  };
}

const schemaId = (name: string, file: string): string => `https://pipewright.dev/connectors/${name}/${file}`;

const oneOf = (list: string, path: string): boolean =>
  path.startsWith(`${list}/{`) && path.indexOf('}') === path.length - 1;

const withKey = (path: string, variable: string): string => path.replace(/\{[^}]+\}$/, `{${variable}}`);

/** The records of a list’s answer: the answer itself, or the one list among its fields. */
function listIn(document: OpenApiDocument, answer: Fields | undefined) {
  if (answer === undefined) return undefined;
  if (answer.type === 'array') return { field: undefined, record: whole(document, answer.items) };
  const lists = Object.entries(fieldsOf(answer.properties)).filter(
    ([, value]) => document.resolve(value).type === 'array',
  );
  const [only] = lists;
  return only === undefined || lists.length > 1
    ? undefined
    : { field: only[0], record: whole(document, document.resolve(only[1]).items) };
}

/** A record whose fields stand in several parts of an `allOf` is one record. */
function whole(document: OpenApiDocument, written: unknown): Fields {
  const schema = document.resolve(written);
  if (!Array.isArray(schema.allOf)) return schema;
  const parts = [schema, ...schema.allOf.map((part) => whole(document, part))];
  const required = parts.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.assign({}, ...parts.map((part) => fieldsOf(part.properties))) as Fields,
  };
}

function basePath(document: OpenApiDocument): string | undefined {
  const [server] = Array.isArray(document.root.servers) ? document.root.servers : [];
  const url = textOf(fieldsOf(server).url);
  if (url === undefined) return undefined;
  const path = URL.parse(url, 'https://system.example.com')?.pathname.replace(/\/+$/, '');
  return path === undefined || path === '' ? undefined : path;
}
