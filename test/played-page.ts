import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Ended, run } from './day-shell.ts';
import { type PageBlock, pageBlocks } from './page-blocks.ts';
import { BUILT_IN } from './sample-project.ts';

/**
 * Plays a page of docs/: every block of commands ends as the page says, every block of text is in what they said, every
 * other block goes into the file that it names. `…` in a text stands for a part of the line that moves with every edit of
 * a shipped file, as the number of a line does. `npm install` is a link to this repository, because nothing is fetched here.
 */
export async function playPage(
  page: string,
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const day = new Day(page, folder, env);
  const blocks = pageBlocks(readFileSync(join(BUILT_IN, page), 'utf8'));
  assert.ok(blocks.length > 10, `${page} has lost its blocks`);
  for (const block of blocks) await day.take(block);
}

/** Whether some line of `said` has the parts of `expected` around each `…`, in their order. */
function says(said: string, expected: string): boolean {
  return said.split('\n').some((line) => {
    let from = 0;
    for (const part of expected.split('…')) {
      const found = line.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return true;
  });
}

class Day {
  #cwd: string;
  #said = '';
  readonly #page: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(page: string, folder: string, env: Readonly<Record<string, string>>) {
    this.#page = page;
    this.#cwd = folder;
    this.#env = env;
    install(folder);
  }

  async take({ kind, about, text, line }: PageBlock): Promise<void> {
    const at = `${this.#page}:${line}`;
    switch (kind) {
      case 'sh':
        await this.#commands(text, about === 'fails', at);
        break;
      case 'ci':
        await this.#pipeline(about === 'fails', at);
        break;
      case 'text':
        for (const expected of text.trimEnd().split('\n'))
          assert.ok(says(this.#said, expected), `${at}: nothing said "${expected}":\n${this.#said}`);
        break;
      case 'diff':
        this.#change(about, text, at);
        break;
      case 'gherkin':
      case 'yaml':
        this.#append(about, existsSync(join(this.#cwd, about)) ? `\n${text}` : text);
        break;
      case 'csv':
      case 'json':
      case 'jsonata':
        this.#append(about, text);
        break;
      default:
        assert.fail(`${at}: what is a block of ${kind}?`);
    }
  }

  /** A block that fails does so with its last command. */
  async #commands(text: string, fails: boolean, at: string): Promise<void> {
    const commands = text.trimEnd().split('\n');
    this.#said = '';
    for (const [index, command] of commands.entries()) {
      const [, folder] = /^cd (\S+)$/.exec(command) ?? [];
      if (folder !== undefined) this.#cwd = join(this.#cwd, folder);
      else if (command === 'npm install') install(this.#cwd);
      else
        this.#tell(
          await run(command, this.#cwd, this.#env),
          fails && index === commands.length - 1 ? 1 : 0,
          `${at} ${command}`,
        );
    }
  }

  #tell({ code, said }: Ended, expected: number, what: string): void {
    this.#said += said;
    assert.equal(code, expected, `${what}:\n${said}`);
  }

  #append(file: string, text: string): void {
    const path = join(this.#cwd, file);
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, text);
  }

  #change(file: string, text: string, at: string): void {
    const path = join(this.#cwd, file);
    const [before = '', after = ''] = ['-', '+'].map((sign) =>
      text
        .split('\n')
        .filter((line) => line.startsWith(sign))
        .map((line) => line.slice(1))
        .join('\n'),
    );
    const parts = readFileSync(path, 'utf8').split(`${before}\n`);
    assert.equal(parts.length, 2, `${at}: ${file} has "${before}" ${parts.length - 1} times`);
    writeFileSync(path, parts.join(`${after}\n`));
  }

  /** What a CI server does with the last commit: each job in a clone of its own, artefacts handed on. */
  async #pipeline(fails: boolean, at: string): Promise<void> {
    const workflow = parse(readFileSync(join(this.#cwd, '.github/workflows/verify.yml'), 'utf8')) as Workflow;
    const kept = `${this.#cwd}-artifacts`;
    this.#said = '';
    let failed: string | undefined;
    for (const [name, { needs, steps }] of Object.entries(workflow.jobs)) {
      assert.equal(failed, undefined, `${at}: ${name} needs ${needs}`);
      const clone = `${this.#cwd}-${name}`;
      const { code: cloned } = await run(
        `git clone --quiet ${JSON.stringify(this.#cwd)} ${JSON.stringify(clone)}`,
        '.',
      );
      assert.equal(cloned, 0);
      for (const { run: command, uses, with: settings } of steps) {
        if (command === 'npm install') install(clone);
        else if (command !== undefined) {
          const { code, said } = await run(command, clone, this.#env);
          this.#said += said;
          if (code !== 0) failed = command;
        } else if (uses?.startsWith('actions/upload-artifact') === true) keep(clone, kept, settings?.path ?? '');
        else if (uses?.startsWith('actions/download-artifact') === true) cpSync(kept, clone, { recursive: true });
      }
      rmSync(clone, { recursive: true, force: true });
    }
    rmSync(kept, { recursive: true, force: true });
    assert.equal(failed, fails ? 'npx pipewright can-deploy --signed' : undefined, `${at}:\n${this.#said}`);
  }
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string;
        readonly steps: readonly {
          readonly run?: string;
          readonly uses?: string;
          readonly with?: { readonly path?: string };
        }[];
      }
    >
  >;
}

function keep(clone: string, kept: string, paths: string): void {
  mkdirSync(kept, { recursive: true });
  for (const path of paths
    .trim()
    .split('\n')
    .map((each) => each.trim())) {
    assert.ok(existsSync(join(clone, path)), `the job made no ${path}`);
    cpSync(join(clone, path), join(kept, path), { recursive: true });
  }
}

/** This repository as the installed package. */
function install(folder: string): void {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(BUILT_IN, join(folder, 'node_modules/pipewright'));
  symlinkSync('../pipewright/bin/pipewright.js', join(bin, 'pipewright'));
}
