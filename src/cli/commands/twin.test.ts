import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { request } from 'undici';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleFolder } from '../../../test/sample-project.ts';
import { ManualClock, systemClock } from '../../model/clock.ts';
import { TWINS } from '../../twin/catalogue.ts';
import { serveTwins } from '../../twin/serve-twins.ts';
import { doctorCommand } from './doctor.ts';
import { initCommand } from './init.ts';
import { runCommand as pipewrightRun } from './run.ts';
import { twinCommand } from './twin.ts';

const AUTHORIZATION = `Basic ${Buffer.from('ck_twin_read_write:cs_twin_read_write').toString('base64')}`;

/** Runs `twin` until it has said where it is, does something there, and stops it. */
async function whileRunning(
  args: Readonly<Record<string, unknown>>,
  act: (urls: readonly string[]) => Promise<void>,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  using folder = sampleFolder();
  const stop = new AbortController();
  const said = Promise.withResolvers<string>();
  const running = runCommand(twinCommand, args, { cwd: folder.root, stopping: stop.signal, heard: said.resolve });
  try {
    const first = await Promise.race([said.promise, running.then(({ stderr }) => stderr)]);
    await act([...first.matchAll(/^ {2}\S+ +(http:\/\/127\.0\.0\.1:\d+)$/gm)].map(([, url]) => url ?? ''));
  } finally {
    stop.abort();
  }
  return running;
}

test('a twin says where it is and how to connect, answers, and ends when it is told to', async () => {
  let url = '';
  const { code, stdout } = await whileRunning({ system: ['woocommerce'] }, async ([at = '']) => {
    url = at;
    const answer = await request(`${at}/wp-json/wc/v3/orders`, { headers: { authorization: AUTHORIZATION } });
    assert.equal(answer.statusCode, 200);
    await answer.body.dump();
  });
  assert.equal(code, 0);
  assert.match(stdout, /^export TWIN_WOOCOMMERCE_CONSUMER_KEY=ck_twin_read_write$/m);
  assert.match(stdout, /^connections:\n {2}shop:\n {4}connector: woocommerce\n {4}url: http:\/\/127/m);
  assert.match(stdout, /consumer_secret: \$\{env:TWIN_WOOCOMMERCE_CONSUMER_SECRET\}/);
  assert.match(stdout, /__twin\/faults/);
  assert.match(stdout, /^ {2}cut-after-commit /m);
  await assert.rejects(request(`${url}/wp-json/wc/v3/orders`));
});

test('sample records: so many orders, the same ones each time', async () => {
  const totals: unknown[] = [];
  for (let round = 0; round < 2; round += 1) {
    await whileRunning({ system: ['woocommerce'], seed: 3 }, async ([url]) => {
      const answer = await request(`${url}/wp-json/wc/v3/orders`, { headers: { authorization: AUTHORIZATION } });
      const orders = (await answer.body.json()) as { total: string }[];
      totals.push(orders.map(({ total }) => total));
    });
  }
  assert.equal((totals[0] as unknown[]).length, 3);
  assert.deepEqual(totals[0], totals[1]);
});

test('a fault of the command line meets the request that it is for', async () => {
  await whileRunning({ system: ['woocommerce'], fault: ['throttled,match=orders,retry-after=7'] }, async ([url]) => {
    const ask = async (path: string) => {
      const answer = await request(`${url}/wp-json/wc/v3/${path}`, { headers: { authorization: AUTHORIZATION } });
      await answer.body.dump();
      return [answer.statusCode, answer.headers['retry-after']];
    };
    assert.deepEqual(await ask('products'), [200, undefined]);
    assert.deepEqual(await ask('orders'), [429, '7']);
    assert.deepEqual(await ask('orders'), [200, undefined]);
  });
});

test('several twins, one after the other on ports that follow', async () => {
  const { stdout } = await whileRunning({ system: ['woocommerce', 'shopify'] }, async (urls) => {
    assert.equal(new Set(urls).size, 2);
  });
  assert.match(stdout, /^ {2}shop:\n/m);
  assert.match(stdout, /^ {2}shop-2:\n {4}connector: shopify/m);
});

test('as JSON, one line a twin', async () => {
  using folder = sampleFolder();
  const stop = new AbortController();
  const running = runCommand(
    twinCommand,
    { system: ['woocommerce'], json: true },
    { cwd: folder.root, stopping: stop.signal, heard: () => stop.abort() },
  );
  const line = JSON.parse((await running).stdout);
  assert.equal(line.system, 'woocommerce');
  assert.deepEqual(line.credentials, TWINS.woocommerce?.credentials);
});

test('a port that is taken is told as such, and no twin is left behind', async () => {
  const clock = new ManualClock();
  const [taken] = await serveTwins(['woocommerce'], { port: 0, orders: undefined, faults: [], clock });
  assert.ok(taken !== undefined);
  try {
    const { code, stderr } = await whileRunning(
      { system: ['woocommerce'], port: taken.running.port },
      async () => undefined,
    );
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`port ${taken.running.port} on 127\\.0\\.0\\.1 is taken`));
    assert.match(stderr, /--port/);
  } finally {
    await taken.running.close();
  }
});

// A twin may be there before the connector that is to be tried on it.
const CONNECTED = Object.keys(TWINS).filter((system) =>
  existsSync(new URL(`../../../connectors/${system}`, import.meta.url)),
);

for (const system of CONNECTED) {
  test(`what is printed for ${system} is a connection that works`, async () => {
    using folder = sampleFolder();
    const stop = new AbortController();
    const said = Promise.withResolvers<string>();
    const running = runCommand(
      twinCommand,
      { system: [system], seed: 2 },
      {
        cwd: folder.root,
        clock: systemClock,
        stopping: stop.signal,
        heard: said.resolve,
      },
    );
    try {
      const text = await Promise.race([said.promise, running.then(({ stderr }) => stderr)]);
      const block = /^connections:\n(?: {2}.*\n)+/m.exec(text)?.[0] ?? '';
      const variables = [...text.matchAll(/^export ([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
      folder.write({ 'pipewright.yaml': `project: trial\n${block}` });
      const { code, stdout, stderr } = await runCommand(
        doctorCommand,
        {},
        {
          cwd: folder.root,
          clock: systemClock,
          env: Object.fromEntries(variables),
        },
      );
      assert.equal(code, 0, `${text}${stdout}${stderr}`);
      assert.match(stdout, /✓ reached /);
    } finally {
      stop.abort();
      await running;
    }
  });
}

const CARRIED: readonly (readonly [string, string])[] = [
  ['woocommerce', 'business-central'],
  ['shopify', 'acumatica'],
  ['magento', 'netsuite'],
  ['bigcommerce', 'epicor-p21'],
  ['woocommerce', 'sap-business-one'],
  ['salesforce-commerce', 'infor'],
  ['sap-commerce', 'sage-intacct'],
  ['woocommerce', 'epicor-eclipse'],
];

for (const [shop, erp] of CARRIED) {
  test(`what is printed for ${shop} with ${erp} is all that a new project needs to carry the sample orders`, async () => {
    using folder = sampleFolder();
    await runCommand(initCommand, { folder: '.', shop, erp, ci: 'none' }, { cwd: folder.root });
    const stop = new AbortController();
    const said = Promise.withResolvers<string>();
    const live = { cwd: folder.root, clock: systemClock };
    const running = runCommand(
      twinCommand,
      { system: [shop, erp], seed: 2 },
      { ...live, stopping: stop.signal, heard: said.resolve },
    );
    try {
      const text = await Promise.race([said.promise, running.then(({ stderr }) => stderr)]);
      const project = readFileSync(join(folder.root, 'pipewright.yaml'), 'utf8');
      const block = /^connections:\n(?: {2}.*\n)+/m.exec(text)?.[0] ?? '';
      const tables = [...text.matchAll(/^(lookups\/\S+\.csv)\n((?:.+\n)+)/gm)];
      folder.write({
        'pipewright.yaml': project.replace(/^connections:\n(?: {2}.*\n|\n)+/m, `${block}\n`),
        ...Object.fromEntries(tables.map(([, file = '', rows = '']) => [file, rows])),
      });
      const env = Object.fromEntries(
        [...text.matchAll(/^export ([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
      );
      const carried = ['categories', 'products', 'customers', 'orders', 'payments', 'inventory'].filter((pipe) =>
        project.includes(`\n  - ${pipe} `),
      );
      const { code, stdout, stderr } = await runCommand(
        pipewrightRun,
        { pipe: carried, patience: 10 },
        { ...live, env },
      );
      assert.equal(code, 0, `${stdout}${stderr}`);
      assert.match(stdout, /^orders +2 new, 0 known {2}2 delivered$/m);
    } finally {
      stop.abort();
      await running;
    }
  });
}

test('of a system that exchanges files it is said what stands in for it', async () => {
  for (const name of ['distribution-one', 'ddi-inform']) {
    const { code, stderr } = await whileRunning({ system: ['shopify', name] }, async () => undefined);
    assert.equal(code, 3);
    assert.match(stderr, new RegExp(`${name} exchanges files and needs no twin: a folder stands in for it`));
    assert.match(stderr, /mkdir -p to-erp\/customers .*from-erp\/items .*ack error archive/);
    assert.match(stderr, /url: file:\/\/\/.*auth: folder/);
  }
});

const REFUSED: readonly (readonly [Record<string, unknown>, RegExp])[] = [
  [{ system: ['woocomerce'] }, /no twin of "woocomerce"; did you mean "woocommerce"\?/],
  [{ system: ['woocommerce'], fault: ['throttle'] }, /no fault "throttle"; did you mean "throttled"\?/],
  [{ system: ['woocommerce'], fault: ['slow,delays=3'] }, /no "delays"; did you mean "delay"\?/],
  [{ system: ['woocommerce'], fault: ['slow,delay=long'] }, /"long" is no whole number for "delay"/],
  [{ system: ['woocommerce'], port: 70_000 }, /--port takes a whole number from 0 to 65535/],
  [{ system: ['woocommerce'], port: Number.NaN }, /--port takes a whole number/],
  [{ system: ['woocommerce'], seed: -1 }, /--seed takes a whole number/],
];

for (const [args, says] of REFUSED) {
  test(`refused with exit code 3: ${says.source}`, async () => {
    const { code, stderr } = await whileRunning(args, async () => undefined);
    assert.equal(code, 3);
    assert.match(stderr, says);
  });
}
