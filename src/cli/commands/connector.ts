import { type Arguments, type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { type Environment, EXIT } from '../environment.ts';

const ACTIONS = ['test'] as const;

export const connectorCommand: Command = {
  usage: 'connector <action> <name>',
  summary: 'test a connector against the laws that each must keep, with its twin or a live sandbox',
  examples: [
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
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: test,
};

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
