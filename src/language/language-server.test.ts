import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Location,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { BUILT_IN, type SampleProject, sampleFolder, sampleProject } from '../../test/sample-project.ts';

const MAPPING = 'mappings/acme/customer.from.jsonata';
const PIPE = `pipe: people\nfrom: { connection: shop, read: customer, mapping: ${MAPPING} }\nto: { connection: erp, write: customer }\nneeds: [customer]\n`;

/** An editor that speaks to the real command. */
class Editor implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #root: string;
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  #told: () => void = () => undefined;
  #version = 1;

  private constructor(root: string) {
    this.#root = root;
    this.#child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), 'language-server', '--stdio'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = this.#child;
    if (stdin === null || stdout === null) throw new Error('the server has no streams');
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      this.#told();
    });
    this.#connection.listen();
  }

  static async in(project: SampleProject): Promise<Editor> {
    const editor = new Editor(project.root);
    const { capabilities, serverInfo } = await editor.request<InitializeResult>('initialize', {
      processId: null,
      rootUri: pathToFileURL(project.root).href,
      capabilities: {},
    });
    assert.equal(serverInfo?.name, 'pipewright');
    assert.equal(capabilities.hoverProvider, true);
    await editor.#connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#root, path)).href;
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.#connection.sendRequest(method, params);
  }

  at<T>(method: string, path: string, line: number, character: number): Promise<T> {
    return this.request(`textDocument/${method}`, {
      textDocument: { uri: this.uri(path) },
      position: { line, character },
    });
  }

  async opens(path: string, text: string, languageId = 'jsonata'): Promise<void> {
    const textDocument = { uri: this.uri(path), languageId, version: this.#version, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async types(path: string, text: string): Promise<void> {
    this.#version += 1;
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: this.#version },
      contentChanges: [{ text }],
    });
  }

  /** The diagnostics of a file, as soon as they are like this. */
  async sees(path: string, like: (diagnostics: readonly Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const diagnostics = this.#diagnostics.get(this.uri(path));
      if (diagnostics !== undefined && like(diagnostics)) return diagnostics;
      await new Promise<void>((resolve, reject) => {
        this.#told = resolve;
        this.#child.once('exit', () => reject(new Error('the server ended')));
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    await this.request('shutdown', {});
    await this.#connection.sendNotification('exit');
    const [code] = await ended;
    this.#connection.dispose();
    assert.equal(code, 0);
  }
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
/** What a diagnostic says; ours are plain text. */
const textOf = (diagnostic: Diagnostic | undefined): string => String(diagnostic?.message ?? '');
const fine = (diagnostics: readonly Diagnostic[]) => diagnostics.length === 0;
const hasCode = (code: string) => (diagnostics: readonly Diagnostic[]) => codes(diagnostics).includes(code);

test('a mistake in a mapping is told while it is typed, before it is saved, and is gone when it is mended', async () => {
  using project = sampleProject({ 'pipes/people.yaml': PIPE, [MAPPING]: '{ "name": name }' });
  await using editor = await Editor.in(project);
  await editor.opens(MAPPING, '{\n  "name": name &\n}');
  const [diagnostic] = await editor.sees(MAPPING, hasCode('MAPPING501'));
  assert.equal(diagnostic?.range.start.line, 2);
  assert.equal(diagnostic?.source, 'pipewright');
  await editor.types(MAPPING, '{\n  "name": $nmae(name)\n}');
  const says = (text: string) => (found: readonly Diagnostic[]) => found.some((each) => textOf(each).includes(text));
  const both = await editor.sees(MAPPING, says('nmae'));
  assert.ok(!codes(both).includes('MAPPING501'));
  await editor.types(MAPPING, '$error("never")');
  await editor.sees(MAPPING, (found) => !found.some((each) => textOf(each).includes('nmae')));
});

test('what check says of a pipe and of pipewright.yaml stands in the editor', async () => {
  using project = sampleProject({ 'pipes/people.yaml': PIPE, [MAPPING]: '$error("never")' });
  await using editor = await Editor.in(project);
  await editor.opens('pipes/people.yaml', PIPE.replace('connection: erp', 'connection: epr'), 'yaml');
  const [wrong] = await editor.sees('pipes/people.yaml', (found) => found.some((each) => textOf(each).includes('epr')));
  assert.equal(wrong?.range.start.line, 2);
  assert.match(textOf(wrong), /did you mean "erp"/);
  await editor.types('pipes/people.yaml', PIPE);
  await editor.sees('pipes/people.yaml', fine);
});

test('completion: variables of the mapping, the library’s functions, options and needs', async () => {
  using project = sampleProject({ 'pipes/people.yaml': PIPE, [MAPPING]: '$' });
  await using editor = await Editor.in(project);
  const text = '(\n  $total := 1;\n  $short := function($text) { $text };\n  $\n)';
  await editor.opens(MAPPING, text);
  const after = await editor.at<CompletionItem[]>('completion', MAPPING, 3, 3);
  const labels = after.map(({ label }) => label);
  for (const label of ['$total', '$short', '$text', '$moneyAdd', '$uppercase', '$options', '$translate'])
    assert.ok(labels.includes(label), label);
  assert.ok(!labels.includes('$now') && !labels.includes('$random'), 'not repeatable');
  const money = after.find(({ label }) => label === '$moneyAdd');
  assert.match(money?.detail ?? '', /^\$moneyAdd\(a, b\)$/);
  assert.deepEqual(money?.textEdit, {
    range: { start: { line: 3, character: 2 }, end: { line: 3, character: 3 } },
    newText: '$moneyAdd',
  });
  await editor.types(MAPPING, '{ "zone": $options.cu }');
  const options = await editor.at<CompletionItem[]>('completion', MAPPING, 0, 21);
  assert.ok(options.some(({ label }) => label === 'currency'));
  await editor.types(MAPPING, '{ "id": $needs.customer. }');
  const needs = await editor.at<CompletionItem[]>('completion', MAPPING, 0, 24);
  assert.deepEqual(needs.map(({ label }) => label).sort(), ['id', 'kept', 'number']);
});

test('hover says what a function does, where a variable is bound, what an option means; and go to definition', async () => {
  using project = sampleProject({ 'pipes/people.yaml': PIPE, [MAPPING]: '$' });
  await using editor = await Editor.in(project);
  await editor.opens(MAPPING, '(\n  $f := function($v) { $v };\n  $moneyAdd($f("1"), $options.currency)\n)');
  const hover = async (character: number) => {
    const answer = await editor.at<Hover | null>('hover', MAPPING, 2, character);
    return answer === null ? '' : (answer.contents as { value: string }).value;
  };
  assert.match(await hover(5), /\$moneyAdd\(a, b\)/);
  assert.match(await hover(13), /function of this mapping, line 2[\s\S]*function\(\$v\)/);
  assert.match(await hover(34), /[Cc]urrency/);
  const place = await editor.at<Location>('definition', MAPPING, 2, 13);
  assert.deepEqual(place.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } });
  assert.equal(await editor.at<Location | null>('definition', MAPPING, 2, 5), null);
});

test('types: fields of the native record complete, hover tells them, a misspelled one is mended by its quick fix', async () => {
  const file = 'mappings/woocommerce/customer.from.jsonata';
  using project = sampleProject({
    'pipes/people.yaml': PIPE.replace(`, mapping: ${MAPPING}`, ''),
    [file]: '$',
  });
  await using editor = await Editor.in(project);
  await editor.opens(file, '{ "name": billing. }');
  const fields = await editor.at<CompletionItem[]>('completion', file, 0, 18);
  assert.ok(
    fields.some(({ label, detail }) => label === 'first_name' && detail?.includes('text')),
    JSON.stringify(fields),
  );
  await editor.types(file, '{ "name": billing.first_name, "city": b }');
  const top = await editor.at<CompletionItem[]>('completion', file, 0, 39);
  assert.ok(top.some(({ label }) => label === 'billing'));
  await editor.types(file, '{ "name": billing.first_nmae, "mail": email }');
  const hover = await editor.at<Hover>('hover', file, 0, 41);
  assert.match((hover.contents as { value: string }).value, /^\*\*.*text/);
  const found = await editor.sees(file, (all) => all.some((each) => textOf(each).includes('first_nmae')));
  const { range } = found.find((each) => textOf(each).includes('first_nmae')) ?? assert.fail('not told');
  const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: editor.uri(file) },
    range,
    context: { diagnostics: found },
  });
  assert.ok(
    actions.some(({ edit }) => edit?.changes?.[editor.uri(file)]?.some(({ newText }) => newText === 'first_name')),
    JSON.stringify(actions),
  );
});

test('broken, huge and foreign documents are answered', async () => {
  using folder = sampleFolder({});
  await using editor = await Editor.in(folder);
  await editor.opens('alone.jsonata', '{ "a": [1, ');
  await editor.sees('alone.jsonata', hasCode('MAPPING501'));
  await editor.types('alone.jsonata', '{ "a": 1 }');
  await editor.sees('alone.jsonata', fine);
  const huge = `{ ${Array.from({ length: 30_000 }, (_, index) => `"f${index}": a.b.c & "${'x'.repeat(60)}"`).join(', ')} }`;
  await editor.opens('huge.jsonata', huge);
  assert.ok(Array.isArray(await editor.at('completion', 'huge.jsonata', 0, 10)));
  await editor.sees('huge.jsonata', () => true);
  for (const text of ['', '$', '"', '/*', '$$.\u0000', '('.repeat(50_000), '\ud800', '{"a":'.repeat(2000)]) {
    await editor.types('alone.jsonata', text);
    assert.ok(Array.isArray(await editor.at('completion', 'alone.jsonata', 0, Math.min(1, text.length))));
    await editor.at('hover', 'alone.jsonata', 0, 0);
    await editor.at('definition', 'alone.jsonata', 99, 99);
  }
  assert.deepEqual(
    await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: 'untitled:nowhere' },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [] },
    }),
    [],
  );
  await editor.types('alone.jsonata', '{ "a": 1 }');
  await editor.sees('alone.jsonata', fine);
});

test('a project whose pipewright.yaml is broken tells that, and the mapping’s own mistakes', async () => {
  using project = sampleProject({ 'pipewright.yaml': 'project: [\n', [MAPPING]: '$' });
  await using editor = await Editor.in(project);
  await editor.opens(MAPPING, '{ "a": ');
  await editor.sees(MAPPING, hasCode('MAPPING501'));
  await editor.sees('pipewright.yaml', (found) => found.length > 0);
});

test('an editor that goes away without a word ends the server', async () => {
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), 'language-server', '--stdio']);
  const ended = once(child, 'exit');
  child.stdin.end();
  const [code] = await ended;
  assert.equal(code, 0);
});
