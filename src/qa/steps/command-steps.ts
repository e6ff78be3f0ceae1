import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { type StepDefinition, Then, When } from './step-definition.ts';

/** `<shop>` and `<erp>` stand for the systems of the pair. */
const filled = (text: string, { pair }: ScenarioWorld): string =>
  text.replaceAll('<shop>', pair.shop).replaceAll('<erp>', pair.erp);

const folderOf = (world: ScenarioWorld): string => {
  world.folder ??= mkdtempSync(join(world.place.scratch, 'folder-'));
  return world.folder;
};

const saidBy = ({ command }: ScenarioWorld) => {
  if (command === undefined) throw new NotAsExpected('no command was run: say "When I run …" before');
  return command;
};

function replaceIn(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new NotAsExpected(`${path.split('/').at(-1)} does not contain "${from}"`);
  writeFileSync(path, text.replaceAll(from, to));
}

export const COMMAND_STEPS: readonly StepDefinition[] = [
  When(
    'I run {string}',
    {
      describes:
        'The real command, in an empty folder of the scenario. `<shop>` and `<erp>` stand for the systems of the pair.',
      example: 'When I run "check --project acme"',
    },
    (world, line: string) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(world.place.builtIn, 'bin/pipewright.js'), ...filled(line, world).split(' ')],
        { cwd: folderOf(world), encoding: 'utf8' },
      );
      world.command = { status, said: `${stdout}${stderr}` };
    },
  ),
  When(
    'in {string} the text {string} becomes {string}',
    { describes: 'Somebody edits a file.', example: 'When in "acme/pipewright.yaml" the text "acme" becomes "other"' },
    (world, file: string, from: string, to: string) =>
      replaceIn(join(folderOf(world), file), filled(from, world), filled(to, world)),
  ),
  When(
    "the project {string} gets the shop's connector and mappings under the name {string}",
    {
      describes: 'A connector of the project’s own: the data of a shipped one under a name that nobody ships.',
      example: `When the project "acme" gets the shop's connector and mappings under the name "our-shop"`,
    },
    (world, project: string, name: string) => {
      const root = join(folderOf(world), project);
      for (const kind of ['connectors', 'mappings'])
        cpSync(join(world.place.builtIn, kind, world.pair.shop), join(root, kind, name), { recursive: true });
      replaceIn(
        join(root, 'connectors', name, 'connector.yaml'),
        `connector: ${world.pair.shop}`,
        `connector: ${name}`,
      );
      if (!existsSync(join(root, 'connectors', name)) || readdirSync(join(root, 'mappings', name)).length === 0)
        throw new NotAsExpected('nothing was copied');
    },
  ),
  Then(
    'it ends well',
    { describes: 'The command has nothing to complain about.', example: 'Then it ends well' },
    (world) => {
      const { status, said } = saidBy(world);
      expectThat(status === 0, `the command ended with ${status}:\n${said}`);
    },
  ),
  Then(
    'it ends well and says {string}',
    {
      describes: 'The command has nothing to complain about, and prints this.',
      example: 'Then it ends well and says "order.read"',
    },
    (world, text: string) => {
      const { status, said } = saidBy(world);
      expectThat(status === 0 && said.includes(text), `the command ended with ${status}:\n${said}`);
    },
  ),
  Then(
    'it fails and says {string}',
    { describes: 'The command complains, in these words.', example: 'Then it fails and says "projekt"' },
    (world, text: string) => {
      const { status, said } = saidBy(world);
      expectThat(status !== 0 && said.includes(text), `the command ended with ${status}:\n${said}`);
    },
  ),
  Then(
    'it says {string}',
    { describes: 'The command prints this.', example: 'Then it says "pipewright.yaml"' },
    (world, text: string) => expectThat(saidBy(world).said.includes(text), `it says:\n${saidBy(world).said}`),
  ),
];
