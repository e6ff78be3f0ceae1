import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import test from 'node:test';

/**
 * What each room of src may import: the rooms before it that it names, and itself. docs/architecture.md shows the same
 * table; a test below holds them together.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  http: ['model'],
  map: ['model'],
  types: ['model', 'map'],
  validate: ['model'],
  ledger: ['model'],
  files: ['model', 'http'],
  connector: ['model', 'http', 'map'],
  load: ['model', 'map', 'validate'],
  compile: ['model', 'map', 'validate', 'load'],
  check: ['model', 'map', 'types', 'validate', 'load', 'compile', 'connector'],
  receive: ['model', 'map', 'validate', 'compile'],
  deliver: ['model', 'compile'],
  engine: ['model', 'map', 'validate', 'compile', 'receive', 'deliver'],
  serve: ['model', 'compile', 'receive', 'engine'],
  explain: ['model', 'map', 'validate', 'load', 'compile', 'receive', 'engine'],
  doctor: ['model', 'http', 'load', 'compile', 'check', 'connector'],
  language: ['model', 'map', 'types', 'load', 'compile', 'check'],
  init: ['model', 'load', 'compile', 'check'],
  alert: ['model', 'http', 'load'],
  twin: ['model'],
  demo: ['model', 'map', 'twin'],
  qa: [
    'model',
    'http',
    'files',
    'map',
    'validate',
    'load',
    'compile',
    'check',
    'connector',
    'receive',
    'engine',
    'serve',
    'explain',
    'twin',
    'app',
  ],
  cli: [
    'model',
    'map',
    'validate',
    'load',
    'compile',
    'check',
    'connector',
    'engine',
    'receive',
    'serve',
    'explain',
    'doctor',
    'language',
    'init',
    'alert',
    'twin',
    'demo',
    'qa',
    'app',
  ],
};

/** Packages that only one room may import, so that they can be replaced there. */
const ONLY_IMPORTER: Readonly<Record<string, readonly string[]>> = {
  undici: ['http'],
  jsonata: ['map', 'explain'],
  '@eslint-community/regexpp': ['map'],
  'libphonenumber-js': ['map'],
  'i18n-iso-countries': ['map'],
  'iso-3166': ['map'],
  'currency-codes': ['map'],
  'sanitize-html': ['map'],
  ajv: ['validate'],
  'ajv-formats': ['validate'],
  'node:sqlite': ['ledger'],
  yargs: ['cli'],
  chalk: ['cli'],
  graphql: ['twin'],
  'vscode-languageserver': ['language'],
  'vscode-languageserver-textdocument': ['language'],
  'csv-stringify': ['files'],
  'fast-xml-parser': ['http', 'twin'],
  'iconv-lite': ['files'],
  'ssh2-sftp-client': ['files'],
  fastify: ['serve'],
  nock: ['qa'],
  '@cucumber/cucumber': ['qa'],
  '@cucumber/cucumber-expressions': ['qa'],
  '@cucumber/gherkin': ['qa'],
  '@cucumber/messages': ['qa'],
};

/** What ships: neither tests nor what only tests use. */
const sources = globSync('src/**/*.ts').filter((file) => !/\.(test|support)\.ts$/.test(file));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name ?? '');
}

const roomOf = (path: string): string => {
  const [, room = '', ...rest] = normalize(path).split(sep);
  return rest.length === 0 ? 'app' : room;
};

test('the table names exactly the rooms that exist', () => {
  const rooms = readdirSync('src', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  assert.deepEqual(rooms.sort(), Object.keys(MAY_IMPORT).sort());
});

test('rooms import only what the table allows', () => {
  const broken = sources.flatMap((file) => {
    const room = roomOf(file);
    if (room === 'app') return [];
    return importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => roomOf(relative('.', join(dirname(file), name))))
      .filter((target) => target !== room && !(MAY_IMPORT[room] ?? []).includes(target))
      .map((target) => `${file} imports ${target}`);
  });
  assert.deepEqual([...new Set(broken)], []);
});

test('a package with a keeper is imported there only', () => {
  const broken = sources.flatMap((file) =>
    importsOf(file)
      .map((name) => (name.startsWith('node:') || name.startsWith('@') ? name : (name.split('/')[0] ?? '')))
      .filter((name) => ONLY_IMPORTER[name] !== undefined && !ONLY_IMPORTER[name].includes(roomOf(file)))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(broken, []);
});

test('only the entry touches the process, and nothing writes to the console', () => {
  const broken = sources.filter(
    (file) =>
      file !== join('src', 'cli', 'main.ts') &&
      /(?<![.\w-])process\.(env|argv|exit|stdout|stderr|cwd|on)\b/.test(readFileSync(file, 'utf8')),
  );
  assert.deepEqual(broken, []);
});

test('no file is named for nothing in particular', () => {
  const broken = sources.filter((file) => /(^|[/-])(utils?|helpers?|common|manager|misc|lib)(\.|[/-])/.test(file));
  assert.deepEqual(broken, []);
});

test('docs/architecture.md shows this table', () => {
  const text = readFileSync('docs/architecture.md', 'utf8');
  for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
    const row = `| \`${room}/\` | ${allowed.length === 0 ? 'nothing' : allowed.map((name) => `\`${name}\``).join(' ')} |`;
    assert.ok(text.includes(row), `docs/architecture.md lacks the row ${row}`);
  }
});

/** What a file makes Node load before its first line runs: neither types nor what it imports when it needs it. */
function loadedAtOnce(file: string, into = new Set<string>()): Set<string> {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm,
  )) {
    const target = name.startsWith('.') ? relative('.', join(dirname(file), name)) : name;
    if (into.has(target)) continue;
    into.add(target);
    if (name.startsWith('.')) loadedAtOnce(target, into);
  }
  return into;
}

// One command that imported the loader of projects for all to wait for made --help take twice its time.
test('the command line loads the command that it names, and what that does when it is called', () => {
  const commands = join('src', 'cli', 'commands');
  const main = join('src', 'cli', 'main.ts');
  assert.deepEqual(
    [...loadedAtOnce(main)].filter((name) => dirname(name) === commands),
    [join(commands, 'index.ts')],
  );
  const files = readdirSync(commands).filter((name) => !name.endsWith('.test.ts'));
  assert.ok(files.includes('check.ts'), 'the commands are found');
  const loaded = [main, ...files.map((name) => join(commands, name))].flatMap((file) => [...loadedAtOnce(file)]);
  const heavy = loaded.filter((name) =>
    name.startsWith('src') ? !['cli', 'model'].includes(roomOf(name)) : name !== 'yargs' && !name.startsWith('node:'),
  );
  assert.deepEqual(heavy, []);
});
