import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { configurationOf } from '../../qa/verification/configuration.ts';
import { writeVerification } from '../../qa/verification/verification-file.ts';
import { canDeployCommand } from './can-deploy.ts';
import { runCommand as run } from './run.ts';

const PIPE = {
  'pipes/mine.yaml': 'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\n',
};

function verify(root: string): void {
  const { hash, engine, files } = configurationOf(loadProject({ root, builtIn: BUILT_IN }));
  writeVerification(root, {
    format: 1,
    project: 'sample',
    engine,
    verified_at: '2026-03-02T09:00:00.000Z',
    verdict: 'passed',
    hash,
    files,
    stages: [],
    items: [],
  });
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
