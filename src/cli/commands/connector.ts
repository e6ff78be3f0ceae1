import { type Arguments, type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { type Environment, EXIT } from '../environment.ts';

const ACTIONS = ['new', 'test'] as const;

export const connectorCommand: Command = {
  usage: 'connector <action> <name>',
  summary: 'propose a connector for a system that does not ship, or test one against the laws that each must keep',
  examples: [
    ['$0 connector new orchard --openapi orchard.yaml', 'what its API document tells, and questions for the rest'],
    ['$0 connector test woocommerce', 'against the twin that ships'],
    ['$0 connector test orchard --connection erp --env sandbox', 'against a live system: reads only'],
    [
      '$0 connector test orchard --connection erp --env sandbox --write order.write=sample.json',
      'also writes what sample.json says, once',
    ],
  ],
  options: (argv) =>
    argv
      .positional('action', { choices: ACTIONS, demandOption: true, describe: 'what to do' })
      .positional('name', { type: 'string', demandOption: true, describe: 'the connector' })
      .option('connection', {
        type: 'string',
        describe: 'the connection of pipewright.yaml by which the live system is reached (default: the twin)',
      })
      .option('write', {
        type: 'string',
        array: true,
        describe: 'capability=file: a payload that the system accepts and does not have yet; it is written once',
      })
      .option('openapi', { type: 'string', describe: 'new: the OpenAPI 3 document of the system, YAML or JSON' })
      .option('role', {
        choices: ['shop', 'erp'] as const,
        default: 'erp' as const,
        describe: 'new: what the system is',
      })
      .option('title', { type: 'string', describe: 'new: the product’s name as its vendor writes it' })
      .option('force', { type: 'boolean', describe: 'new: overwrite files that are there' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: (args, environment) => (args.action === 'new' ? propose(args, environment) : test(args, environment)),
};

async function propose(args: Arguments, environment: Environment): Promise<number> {
  const [{ resolve }, { proposeConnector }, { writeFiles }, { yamlInput }, { IntegrationError }, { painter }] =
    await Promise.all([
      import('node:path'),
      import('../../init/proposal/propose-connector.ts'),
      import('../../init/write-files.ts'),
      import('../json-input.ts'),
      import('../../model/integration-error.ts'),
      import('../render/colours.ts'),
    ]);
  const { cwd, stdout, env } = environment;
  const name = textArgument(args, 'name') ?? '';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new IntegrationError('USAGE', `"${name}" is no connector name: use lower-case words joined by "-"`, {});
  const file = textArgument(args, 'openapi');
  const { files, questions, leftOut } = proposeConnector({
    name,
    title:
      textArgument(args, 'title') ??
      name.replace(
        /(^|-)([a-z])/g,
        (_, dash: string, letter: string) => `${dash === '' ? '' : ' '}${letter.toUpperCase()}`,
      ),
    role: args.role === 'shop' ? 'shop' : 'erp',
    openapi: file === undefined ? undefined : { value: yamlInput(file, environment), file },
  });
  writeFiles(resolve(cwd, textArgument(args, 'project') ?? '.'), files, flagArgument(args, 'force'));
  const paint = painter(stdout, env);
  for (const path of files.keys()) stdout.write(`${paint.green(path)}\n`);
  for (const path of leftOut)
    stdout.write(`${paint.yellow('left out')} ${path}: no document of Pipewright is called so\n`);
  stdout.write(
    `\n${questions.length} questions are open; \`pipewright check\` tells them until each is taken out of open_questions:\n`,
  );
  for (const { at, ask } of questions) stdout.write(`  ${paint.bold(at)}  ${ask}\n`);
  return EXIT.fine;
}

async function test(args: Arguments, environment: Environment): Promise<number> {
  const [
    { resolve },
    { openProjectFiles },
    { holdToLaws },
    { openTwinSubject, openProjectSubject },
    { IntegrationError },
    { jsonInput },
    { renderLawResults },
    { painter },
  ] = await Promise.all([
    import('node:path'),
    import('../open-project.ts'),
    import('../../qa/connector-laws/hold-to-laws.ts'),
    import('../../qa/connector-laws/open-subject.ts'),
    import('../../model/integration-error.ts'),
    import('../json-input.ts'),
    import('../render/law-results.ts'),
    import('../render/colours.ts'),
  ]);
  const { cwd, builtIn, env, stdout } = environment;
  const name = textArgument(args, 'name') ?? '';
  const connection = textArgument(args, 'connection');
  const written = listArgument(args, 'write').map((text) => /^([a-z-]+\.[a-z]+)=(.+)$/.exec(text) ?? [text]);
  const wrong = written.find(([, capability]) => capability === undefined);
  if (wrong !== undefined)
    throw new IntegrationError(
      'USAGE',
      `--write takes capability=file, such as order.write=sample.json, not "${wrong[0]}"`,
      {},
    );
  if (written.length > 0 && connection === undefined)
    throw new IntegrationError(
      'USAGE',
      '--write needs the connection of a sandbox: --connection erp --env sandbox',
      {},
    );
  const samples = await Promise.all(
    written.map(async ([, capability = '', file = '']) => ({
      capability,
      payload: await jsonInput(file, environment),
      document: {},
    })),
  );
  const root = resolve(cwd, textArgument(args, 'project') ?? '.');
  const subject =
    connection === undefined
      ? await openTwinSubject(name, { root, builtIn })
      : openProjectSubject(openProjectFiles(args, environment), connection, env);
  try {
    const about = subject.open().connector.connector;
    if (about !== name)
      throw new IntegrationError('USAGE', `the connection "${connection}" is one of ${about}, not of ${name}`, {});
    const results = await holdToLaws(subject, samples);
    stdout.write(
      flagArgument(args, 'json')
        ? `${JSON.stringify(results, null, 2)}\n`
        : renderLawResults(results, stdout, painter(stdout, env)),
    );
    return results.some(({ verdict }) => verdict === 'broken') ? EXIT.findings : EXIT.fine;
  } finally {
    await subject.close();
  }
}
