import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { configurationOf } from '../../qa/verification/configuration.ts';
import { sampleVerification } from '../../qa/verification/sample-verification.support.ts';
import { writeVerification } from '../../qa/verification/verification-file.ts';
import { canDeployCommand } from './can-deploy.ts';
import { runCommand as run } from './run.ts';
import { signOffCommand } from './sign-off.ts';

const PIPE = {
  'pipes/mine.yaml': 'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\n',
};

function verify(root: string): void {
  const { hash, engine, files } = configurationOf(loadProject({ root, builtIn: BUILT_IN }));
  writeVerification(root, sampleVerification({ hash, engine, files }));
}

const ENVIRONMENTS = '\nenvironments: { production: { ledger: production.db } }\n';

test('what was verified may be deployed to an environment of the project', async () => {
  using project = sampleProject(PIPE);
  appendFileSync(join(project.root, 'pipewright.yaml'), ENVIRONMENTS);
  verify(project.root);
  const { code, stdout } = await runCommand(canDeployCommand, { env: 'production' }, { cwd: project.root });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^yes sample may be deployed to production: [0-9a-f]{12}, verified 2026-03-02T09:00:00\.000Z/);
});

test('after one byte it may not, and `run --verified` refuses as well', async () => {
  using project = sampleProject(PIPE);
  verify(project.root);
  const path = join(project.root, 'pipes/mine.yaml');
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
  const asked = await runCommand(canDeployCommand, {}, { cwd: project.root });
  assert.equal(asked.code, 1);
  assert.match(
    asked.stdout,
    /^no {2}sample may not be deployed to the default environment\n {4}pipes\/mine\.yaml was changed\n/,
  );
  const asJson = await runCommand(canDeployCommand, { json: true }, { cwd: project.root });
  assert.deepEqual(JSON.parse(asJson.stdout).blocking, ['pipes/mine.yaml was changed']);
  const ran = await runCommand(
    run,
    { verified: true, patience: 0 },
    { cwd: project.root, env: { WOO_KEY: 'k', WOO_SECRET: 's', BC_ID: 'i', BC_SECRET: 's' } },
  );
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /not verified:\n {2}pipes\/mine\.yaml was changed/);
});

test('an environment that the project does not have is a mistake of the caller', async () => {
  using project = sampleProject(PIPE);
  verify(project.root);
  const { code, stderr } = await runCommand(canDeployCommand, { env: 'prod' }, { cwd: project.root });
  assert.equal(code, 3);
  assert.match(stderr, /no environment "prod"/);
});

test('a sign-off is asked for where it is wanted, is bound to the configuration, and nobody signs what was not verified', async () => {
  using project = sampleProject(PIPE);
  const sign = () => runCommand(signOffCommand, { name: 'Jo Doe', remarks: 'looked at' }, { cwd: project.root });
  const deploy = () => runCommand(canDeployCommand, { signed: true }, { cwd: project.root });
  const refused = await sign();
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /nothing to sign off: there is no verification\.json/);
  verify(project.root);
  assert.match((await deploy()).stdout, /nobody has signed this configuration off/);
  assert.equal((await sign()).code, 0);
  assert.equal((await deploy()).code, 0);
  appendFileSync(join(project.root, 'pipes/mine.yaml'), '\n');
  verify(project.root);
  assert.equal((await deploy()).code, 1, 'verified again, but another configuration');
  writeFileSync(join(project.root, 'sign-offs.json'), '{"format":1,"signed":[{}]}');
  assert.match((await deploy()).stderr, /sign-offs\.json cannot be used/);
});
