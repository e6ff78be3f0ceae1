import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../../test/captured-environment.ts';
import { sampleProject } from '../../test/sample-project.ts';
import { checkCommand } from './commands/check.ts';
import { doctorCommand } from './commands/doctor.ts';
import { systemsCommand } from './commands/systems.ts';

const SECRET = 'hunter2-never-show';
const HEAD = 'project: sample\nconnections:\n  shop:\n    connector: woocommerce\n    url: https://shop.example.com\n';
const REFERENCES = '{ consumer_key: "${env:A}", consumer_secret: "${env:B}" }';

/** Ways in which people put a secret where a reference belongs, each with a mistake that calls for the line to be shown. */
const MISTAKES: Readonly<Record<string, string>> = {
  'in place of a reference': `${HEAD}    credentials:\n      consumer_key: ${SECRET}\n`,
  'in place of the credentials': `${HEAD}    credentials: ${SECRET}\n`,
  'in a list': `${HEAD}    credentials: [${SECRET}]\n`,
  'on one line with another mistake': `project: s\nconnections:\n  shop: { connector: woocommerce, url: "https://shop.example.com", colour: red, credentials: { consumer_key: ${SECRET} } }\n`,
  'in quotes that never end': `${HEAD}    credentials:\n      consumer_key: "${SECRET}\n`,
  'under a key that is there twice': `${HEAD}    credentials:\n      consumer_key: ${SECRET}\n      consumer_key: ${SECRET}\n`,
  'under credentials, behind a tab': `${HEAD}    credentials:\n\t  consumer_key: ${SECRET}\n`,
  'one level too high': `${HEAD}    consumer_secret: ${SECRET}\n    credentials: ${REFERENCES}\n`,
  'among the options': `${HEAD}    options: { consumer_secret: ${SECRET} }\n    credentials: ${REFERENCES}\n`,
  'in a reference that is none': `${HEAD}    credentials: { consumer_key: "\${env:${SECRET} x}", consumer_secret: "\${env:B}" }\n`,
  'in an environment': `${HEAD}    credentials: ${REFERENCES}\nenvironments:\n  sandbox: { connections: { shop: { credentials: { consumer_key: ${SECRET} } } } }\n`,
  'in the URL': `project: s\nconnections:\n  shop:\n    connector: woocommerce\n    url: https://jo:${SECRET}@shop.example.com\n    credentials: ${REFERENCES}\n`,
  'in a URL that is none': `project: s\nconnections:\n  shop:\n    connector: woocommerce\n    url: ftp://jo:${SECRET}@shop.example.com\n    credentials: ${REFERENCES}\n`,
  'as the address of an alert': `project: s\nconnections: {}\nalerts:\n  - { on: [held], post: ${SECRET} }\n`,
};

for (const [where, text] of Object.entries(MISTAKES)) {
  test(`a secret ${where} is found, and shown in no format`, async () => {
    using project = sampleProject({ 'pipewright.yaml': text });
    for (const format of ['pretty', 'json', 'github', 'sarif']) {
      const { code, stdout, stderr } = await runCommand(checkCommand, { format }, { cwd: project.root });
      assert.equal(code, 1, `check --format ${format} passes`);
      assert.ok(!`${stdout}${stderr}`.includes(SECRET), `check --format ${format} shows it:\n${stdout}${stderr}`);
    }
    const doctor = await runCommand(doctorCommand, { json: true }, { cwd: project.root });
    assert.ok(
      !`${doctor.stdout}${doctor.stderr}`.includes(SECRET),
      `doctor shows it:\n${doctor.stdout}${doctor.stderr}`,
    );
  });
}

test('a line without a secret is shown, even among credentials', async () => {
  using project = sampleProject({
    'pipewright.yaml': `${HEAD}    credentials:\n      consumer_key: \${env:A}\n      consumer_secrt: \${env:B}\n`,
  });
  const { stdout } = await runCommand(checkCommand, {}, { cwd: project.root });
  assert.match(stdout, /consumer_secrt: \$\{env:B\}\n/);
});

test('systems tells names of credentials and no values', async () => {
  using project = sampleProject();
  const { stdout } = await runCommand(
    systemsCommand,
    { name: 'woocommerce' },
    { cwd: project.root, env: { WOO_KEY: SECRET } },
  );
  assert.match(stdout, /credentials: consumer_key, consumer_secret/);
  assert.ok(!stdout.includes(SECRET));
});
