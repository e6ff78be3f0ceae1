import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, sampleFolder, sampleProject } from '../../test/sample-project.ts';
import { systemClock } from '../model/clock.ts';
import { serveTwins } from '../twin/serve-twins.ts';
import { allCommands } from './commands/index.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pipewright as a shell starts it. Only what is given is in its environment. */
async function pipewright(
  args: readonly string[],
  { cwd = BUILT_IN, env = {}, stdin = '' }: { cwd?: string; env?: Record<string, string>; stdin?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(stdin);
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('--help lists every command with its summary', async () => {
  const { code, stdout, stderr } = await pipewright(['--help']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const oneLine = stdout.replace(/\s+/g, ' ');
  for (const { usage, summary } of await allCommands()) {
    assert.ok(oneLine.includes(`pipewright ${usage}`), usage);
    assert.ok(oneLine.includes(summary), summary);
  }
});

test('every command has its own help, with examples that begin with pipewright', async () => {
  for (const { usage, examples = [] } of await allCommands()) {
    const [name = ''] = usage.split(' ');
    const { code, stdout } = await pipewright([name, '--help']);
    assert.equal(code, 0);
    // Long examples are broken over lines beside their explanation: their beginning is what tells.
    for (const [line] of examples) {
      const beginning = line.replace('$0', 'pipewright').split(/\s+/).slice(0, 2).join(' ');
      assert.match(stdout, new RegExp(`^ {2}${beginning.replace(/[$.*+?()[\]{}|^]/g, '\\$&')}`, 'm'), line);
    }
  }
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(BUILT_IN, 'package.json'), 'utf8'));
  assert.equal((await pipewright(['--version'])).stdout, `${version}\n`);
});

const CALLED_WRONGLY: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /Say what to do/],
  [['chek'], /Did you mean check\?/],
  [['check', '--formt', 'json'], /Unknown argument: formt/],
  [['check', '--format', 'xml'], /Choices: "pretty", "json", "github", "sarif"/],
  [['check', 'orders'], /Unknown (argument|command): orders/],
  [['map'], /Not enough/],
  [['explain'], /Not enough/],
  [['init', '--shop', 'opencart'], /Choices: "woocommerce", "shopify"/],
  [['twin', 'woocommerce', '--fault'], /Not enough arguments/],
];

for (const [args, says] of CALLED_WRONGLY) {
  test(`called wrongly: pipewright ${args.join(' ')}`, async () => {
    using folder = sampleFolder();
    const { code, stdout, stderr } = await pipewright(args, { cwd: folder.root });
    assert.equal(code, 3, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, says);
    assert.match(stderr, /--help/);
  });
}

test('a folder without a project ends with 3 and says how to make one', async () => {
  using folder = sampleFolder();
  for (const args of [['check'], ['doctor'], ['status'], ['explain', 'orders', '1'], ['eject', 'orders']]) {
    const { code, stderr } = await pipewright(args, { cwd: folder.root });
    assert.equal(code, 3, args.join(' '));
    assert.match(stderr, /there is no pipewright\.yaml/);
    assert.match(stderr, /pipewright init/);
  }
});

test('the completion script calls back for the commands', async () => {
  const script = await pipewright(['completion'], { env: { SHELL: '/bin/bash' } });
  assert.equal(script.code, 0);
  assert.match(script.stdout, /--get-yargs-completions/);
  const words = await pipewright(['--get-yargs-completions', 'pipewright', '']);
  for (const { usage } of await allCommands()) assert.match(words.stdout, new RegExp(`^${usage.split(' ')[0]}$`, 'm'));
});

test('no colours where nobody looks, unless they are asked for; NO_COLOR has the last word', async () => {
  using folder = sampleFolder();
  const coloured = async (env: Record<string, string>) =>
    (await pipewright(['systems'], { cwd: folder.root, env })).stdout.includes('\u001b[');
  assert.equal(await coloured({}), false);
  assert.equal(await coloured({ FORCE_COLOR: '1' }), true);
  assert.equal(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  assert.equal(await coloured({ FORCE_COLOR: '0' }), false);
});

test('a mapping reads standard input through a pipe', async () => {
  using folder = sampleFolder();
  const stdin = readFileSync(join(BUILT_IN, 'mappings/woocommerce/fixtures/order-1042.json'), 'utf8');
  const { code, stdout } = await pipewright(['map', 'mappings/woocommerce/order.from.jsonata', '-'], {
    cwd: folder.root,
    stdin,
  });
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).number, '1042');
});

test('a reader that goes away ends the command quietly', async () => {
  using folder = sampleFolder();
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), 'systems', 'business-central'], {
    cwd: folder.root,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

test('doctor reaches a system in another process and ends by itself', async () => {
  const [served] = await serveTwins(['woocommerce'], { port: 0, orders: undefined, faults: [], clock: systemClock });
  assert.ok(served !== undefined);
  using project = sampleProject({
    'pipewright.yaml': `project: sample
connections:
  shop:
    connector: woocommerce
    url: ${served.running.url}
    credentials: { consumer_key: "\${env:KEY}", consumer_secret: "\${env:SECRET}" }
`,
  });
  try {
    const started = performance.now();
    const env = { KEY: 'ck_twin_read_write', SECRET: 'cs_twin_read_write' };
    const { code, stdout } = await pipewright(['doctor'], { cwd: project.root, env });
    assert.equal(code, 0, stdout);
    assert.ok(performance.now() - started < 10_000, 'open sockets must not keep the process alive');
  } finally {
    await served.running.close();
  }
});

test('a twin ends when it is interrupted', async () => {
  using folder = sampleFolder();
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), 'twin', 'woocommerce'], {
    cwd: folder.root,
    env: {},
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('scenarios end at once when they are interrupted: nothing of them has to be finished', async () => {
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), 'test', '--pair', 'shopify+netsuite'], {
    cwd: BUILT_IN,
    env: {},
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  child.kill('SIGINT');
  assert.deepEqual(await exit, [130, null]);
});
