import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { languageServerCommand } from '../src/cli/commands/language-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'editors/vscode');
const read = (path: string) => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));
const MANIFEST = read('package.json');

test('what the extension names is there', () => {
  const { languages, grammars } = MANIFEST.contributes;
  for (const path of [MANIFEST.main, languages[0].configuration, grammars[0].path])
    assert.ok(existsSync(join(FOLDER, path)), path);
  assert.equal(read(grammars[0].path).scopeName, grammars[0].scopeName);
});

test('it starts the command that there is', () => {
  const command: string[] = MANIFEST.contributes.configuration.properties['pipewright.command'].default;
  assert.deepEqual(command, ['npx', '--no-install', 'pipewright', languageServerCommand.usage, '--stdio']);
});

test('it starts one client a folder, in that folder, and stops them', async () => {
  const happened: string[] = [];
  class LanguageClient {
    readonly #name: string;
    constructor(
      _id: string,
      _name: string,
      { run }: { run: { command: string; args: string[]; options: { cwd: string } } },
    ) {
      this.#name = `${run.options.cwd}: ${[run.command, ...run.args].join(' ')}`;
    }
    async start() {
      happened.push(`start ${this.#name}`);
    }
    async stop() {
      happened.push(`stop ${this.#name}`);
    }
  }
  const folder = { name: 'shop', uri: { fsPath: '/shop', toString: () => 'file:///shop' } };
  const provided: Readonly<Record<string, unknown>> = {
    vscode: {
      window: {},
      workspace: {
        workspaceFolders: [folder],
        getConfiguration: () => ({ get: () => ['npx', 'pipewright'] }),
        createFileSystemWatcher: () => ({}),
        onDidChangeWorkspaceFolders: () => ({}),
      },
    },
    'vscode-languageclient/node': { LanguageClient, TransportKind: { stdio: 0 } },
  };
  const module = { exports: {} as { activate: (context: object) => Promise<void>; deactivate: () => Promise<void> } };
  runInNewContext(readFileSync(join(FOLDER, MANIFEST.main), 'utf8'), {
    module,
    process,
    require: (name: string) => provided[name] ?? assert.fail(`requires ${name}`),
  });
  await module.exports.activate({ subscriptions: [] });
  await module.exports.deactivate();
  assert.deepEqual(happened, ['start /shop: npx pipewright', 'stop /shop: npx pipewright']);
});

interface GrammarRule {
  readonly name: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
}

/** Colours a text as an editor does: at each place the rule that matches first, of several the one that stands first. */
function scopesOf(text: string, rules: readonly GrammarRule[]): [string, string][] {
  const scopes: [string, string][] = [];
  for (let at = 0; at < text.length; ) {
    let best: { index: number; length: number; name: string } | undefined;
    for (const { name, match, begin, end } of rules) {
      const pattern = new RegExp(match ?? `(?:${begin})(?:\\\\[\\s\\S]|(?!${end})[\\s\\S])*(?:${end})`, 'gu');
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found !== null && (best === undefined || found.index < best.index))
        best = { index: found.index, length: found[0].length, name };
    }
    if (best === undefined) break;
    scopes.push([text.slice(best.index, best.index + best.length), best.name.replace('.jsonata', '')]);
    at = best.index + Math.max(1, best.length);
  }
  return scopes;
}

test('the grammar tells functions, variables, texts, names and comments apart', () => {
  const { patterns } = read('syntaxes/jsonata.tmLanguage.json') as { patterns: GrammarRule[] };
  const scopes = new Map(scopesOf('/* $no */ $f := $trim("it\'s $x", a.`b c`) and $options.y = 12', patterns));
  assert.equal(scopes.get('/* $no */'), 'comment.block');
  assert.equal(scopes.get('$trim'), 'entity.name.function');
  assert.equal(scopes.get('$f'), 'variable.other');
  assert.equal(scopes.get('"it\'s $x"'), 'string.quoted.double');
  assert.equal(scopes.get('`b c`'), 'variable.other.property');
  assert.equal(scopes.get('and'), 'keyword.operator.word');
  assert.equal(scopes.get('$options'), 'variable.language');
  assert.equal(scopes.get('12'), 'constant.numeric');
});

test('of no shipped mapping anything but blanks and brackets is left without a colour', () => {
  const { patterns } = read('syntaxes/jsonata.tmLanguage.json') as { patterns: GrammarRule[] };
  for (const file of globSync('mappings/*/order.*.jsonata', { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    let rest = text;
    for (const [token] of scopesOf(text, patterns)) rest = rest.replace(token, () => '');
    assert.match(rest, /^[\s.,;()[\]{}!]*$/, file);
  }
});
