import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../test/sample-project.ts';
import { loadProject } from '../load/load-project.ts';
import { systemClock } from '../model/clock.ts';
import type { Delivery } from '../model/delivery.ts';
import { connectionName, pipeName, recordKey } from '../model/names.ts';
import type { EngineEvent } from '../model/ports.ts';
import { alertOn } from './post-alerts.ts';

/** A receiver of alerts on this machine. */
async function receiver(status: number) {
  const bodies: Record<string, unknown>[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      bodies.push(JSON.parse(text) as Record<string, unknown>);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    bodies,
    url: `http://127.0.0.1:${port}/hook?token=hook-secret`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const delivery = { id: 17, key: recordKey('1001'), label: '#1001' } as Delivery;
const held: EngineEvent = {
  kind: 'settled',
  pipe: pipeName('orders'),
  delivery,
  state: 'held',
  reason: { code: 'item-unknown', text: 'no item BOX-XX' },
};
const halted: EngineEvent = {
  kind: 'halted',
  pipe: pipeName('orders'),
  connection: connectionName('erp'),
  reason: { code: 'invalid_client', text: 'credentials refused' },
};

function alertsTo(url: string, on: string) {
  using project = sampleProject();
  const base = `project: sample\nconnections: {}\nalerts:\n  - { on: [${on}], post: "\${env:HOOK}" }\n`;
  project.write({ 'pipewright.yaml': base });
  const loaded = loadProject({ root: project.root, builtIn: BUILT_IN });
  return alertOn(loaded, { env: { HOOK: url }, clock: systemClock, aborting: new AbortController().signal });
}

test('a record that needs a person is told once, with its order number, the reason and what to do', async () => {
  await using hook = await receiver(200);
  const alerts = alertsTo(hook.url, 'held, parked');
  alerts.event(held);
  alerts.event(held);
  alerts.event({ ...held, state: 'delivered' });
  alerts.event(halted);
  assert.deepEqual(await alerts.finish(), []);
  assert.deepEqual(hook.bodies, [
    {
      text: 'sample: orders #1001 is held: no item BOX-XX',
      project: 'sample',
      pipe: 'orders',
      key: '1001',
      label: '#1001',
      state: 'held',
      reason: 'no item BOX-XX',
      next: 'pipewright deliveries show 17',
    },
  ]);
});

test('X04: a halted connection is one alert, however many records wait for it', async () => {
  await using hook = await receiver(200);
  const alerts = alertsTo(hook.url, 'halted');
  alerts.event(halted);
  alerts.event(halted);
  await alerts.finish();
  assert.equal(hook.bodies.length, 1);
  assert.match(String(hook.bodies[0]?.text), /connection erp is halted: credentials refused/);
});

test('an alert that cannot be sent is told without the address, which is a secret itself', async () => {
  await using hook = await receiver(500);
  const alerts = alertsTo(hook.url, 'held');
  alerts.event(held);
  const [refused] = await alerts.finish();
  assert.match(refused ?? '', /refused with status 500/);
  const nobody = alertsTo('http://127.0.0.1:1/hook?token=hook-secret', 'held');
  nobody.event(held);
  const [unsent] = await nobody.finish();
  assert.match(unsent ?? '', /could not be sent/);
  assert.equal(`${refused}${unsent}`.includes('hook-secret'), false);
});
