import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleProject } from '../../../test/sample-project.ts';
import { type Clock, systemClock } from '../../model/clock.ts';
import { serveTwins } from '../../twin/serve-twins.ts';
import { doctorCommand } from './doctor.ts';

const KEY = 'ck_twin_read_write';
const SECRET = 'cs_twin_read_write';

async function shopTwin() {
  const [served] = await serveTwins(['woocommerce'], { port: 0, orders: undefined, faults: [], clock: systemClock });
  assert.ok(served !== undefined);
  return { ...served, [Symbol.asyncDispose]: () => served.running.close() };
}

const projectAt = (url: string, more = '') => `project: sample
connections:
  shop:
    connector: woocommerce
    url: ${url}
    credentials: { consumer_key: "\${env:SHOP_KEY}", consumer_secret: "\${env:SHOP_SECRET}" }
${more}`;

test('a system that answers as it should is healthy, and says what was reached', async () => {
  await using twin = await shopTwin();
  using project = sampleProject({ 'pipewright.yaml': projectAt(twin.running.url) });
  const env = { SHOP_KEY: KEY, SHOP_SECRET: SECRET };
  const { code, stdout } = await runCommand(doctorCommand, {}, { cwd: project.root, env, clock: systemClock });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /✓ consumer_key is there, from \$\{env:SHOP_KEY\}/);
  assert.match(stdout, /✓ reached .*WooCommerce.* in \d+ ms/);
  assert.match(stdout, /✓ the clocks are [01] s apart/);
  assert.ok(!stdout.includes(KEY) && !stdout.includes(SECRET));
});

test('a clock that is wrong is doubtful, not bad', async () => {
  await using twin = await shopTwin();
  using project = sampleProject({ 'pipewright.yaml': projectAt(twin.running.url) });
  const env = { SHOP_KEY: KEY, SHOP_SECRET: SECRET };
  // Always ten minutes behind, however long the command takes to begin.
  const clock: Clock = {
    now: () => systemClock.now() - 600_000,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
  };
  const { code, stdout } = await runCommand(doctorCommand, {}, { cwd: project.root, env, clock });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /! the clock here is (600|599|601) s behind the system’s\n {6}→ .*NTP/);
});

test('credentials that are refused are told with what to do, and never shown', async () => {
  await using twin = await shopTwin();
  using project = sampleProject({ 'pipewright.yaml': projectAt(twin.running.url) });
  const env = { SHOP_KEY: 'ck_wrong_key_0001', SHOP_SECRET: 'cs_wrong_secret_0002' };
  const { code, stdout, stderr } = await runCommand(doctorCommand, {}, { cwd: project.root, env, clock: systemClock });
  assert.equal(code, 1);
  assert.match(stdout, /✗ [^\n]+\n[\s\S]*→ Compare the credentials/);
  assert.ok(!`${stdout}${stderr}`.includes('0001') && !`${stdout}${stderr}`.includes('0002'), stdout);
});

test('a host that is out of reach says what to look at', async () => {
  const twin = await shopTwin();
  const gone = twin.running.url;
  await twin.running.close();
  using project = sampleProject({ 'pipewright.yaml': projectAt(gone) });
  const env = { SHOP_KEY: KEY, SHOP_SECRET: SECRET };
  const { code, stdout } = await runCommand(doctorCommand, {}, { cwd: project.root, env, clock: systemClock });
  assert.equal(code, 1);
  assert.match(stdout, /✗ .*\n(.*\n)*? {6}→ See whether the URL is right/);
});

test('an answer that proves nothing does not count: a maintenance page with status 200 is no shop', async () => {
  await using twin = await shopTwin();
  twin.running.faults.arm({ kind: 'malformed', match: '/wc/v3/', times: Number.POSITIVE_INFINITY });
  using project = sampleProject({ 'pipewright.yaml': projectAt(twin.running.url) });
  const env = { SHOP_KEY: KEY, SHOP_SECRET: SECRET };
  const { code } = await runCommand(doctorCommand, {}, { cwd: project.root, env, clock: systemClock });
  assert.equal(code, 1);
});

test('every secret that is missing is told, and nothing is asked then', async () => {
  await using twin = await shopTwin();
  using project = sampleProject({ 'pipewright.yaml': projectAt(twin.running.url) });
  const { code, stdout } = await runCommand(doctorCommand, { json: true }, { cwd: project.root });
  assert.equal(code, 1);
  const [shop] = JSON.parse(stdout);
  assert.equal(shop.healthy, false);
  assert.deepEqual(
    shop.observations.map(({ state, says }: { state: string; says: string }) => [state, says]),
    [
      ['bad', 'consumer_key: the environment variable SHOP_KEY is not set'],
      ['bad', 'consumer_secret: the environment variable SHOP_SECRET is not set'],
    ],
  );
  assert.equal(twin.running.exchanges.length, 0);
});

test('settings that are wrong are shown where they are', async () => {
  using project = sampleProject({
    'pipewright.yaml': projectAt('https://shop.example.com', '    options: { currenzy: EUR }\n'),
  });
  const { code, stderr } = await runCommand(doctorCommand, {}, { cwd: project.root });
  assert.equal(code, 1);
  assert.match(stderr, /pipewright\.yaml:7:16 error WooCommerce has no option "currenzy"/);
});

test('one connection by name, and a name that is nearly right', async () => {
  using project = sampleProject();
  const one = await runCommand(doctorCommand, { connection: ['erp'] }, { cwd: project.root });
  assert.match(one.stdout, /^erp business-central\n/);
  assert.ok(!one.stdout.includes('shop'));
  const { code, stderr } = await runCommand(doctorCommand, { connection: ['shpo'] }, { cwd: project.root });
  assert.equal(code, 3);
  assert.match(stderr, /did you mean "shop"\?/);
});
