import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const recordCommand: Command = {
  usage: 'record <pipe>',
  summary: 'take one record through a pipe, and keep what both systems were asked and answered as cassettes',
  examples: [
    ['$0 record orders --key 1001 --read-only', 'what is read of one order; nothing is written anywhere'],
    [
      '$0 record orders --key 1001 --write --env sandbox --as a-coupon',
      'the whole way, into the ERP of the environment',
    ],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', demandOption: true, describe: 'the pipe' })
      .option('key', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'id of the record at its source',
      })
      .option('as', { type: 'string', requiresArg: true, describe: 'name of the scenario (default: pipe and key)' })
      .option('read-only', { type: 'boolean', describe: 'only what is read of the source' })
      .option('write', {
        type: 'boolean',
        describe: 'really write to the target: name a sandbox',
        conflicts: 'read-only',
      })
      .option('twin', {
        type: 'boolean',
        describe: 'both systems are twins: their data is fictional and stays as it is',
      })
      .option('expires', { type: 'number', default: 180, describe: 'days until it has to be recorded again' }),
  run: async (args, environment) => {
    const [
      { openUsableProject },
      { IntegrationError },
      { recordPipe, replayRecording },
      paths,
      store,
      redaction,
      salts,
      numbers,
      features,
      { writeNewFiles },
      { existsSync },
      { join },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../../model/integration-error.ts'),
      import('../../qa/cassettes/record-pipe.ts'),
      import('../../qa/cassettes/cassette-path.ts'),
      import('../../qa/cassettes/store-cassette.ts'),
      import('../../qa/cassettes/redaction/redact-exchanges.ts'),
      import('../../qa/cassettes/redaction/redaction-salt.ts'),
      import('../whole-number.ts'),
      import('../../qa/cassettes/recorded-feature.ts'),
      import('../../qa/captured/write-new-files.ts'),
      import('node:fs'),
      import('node:path'),
    ]);
    const pipe = textArgument(args, 'pipe') ?? '';
    const key = textArgument(args, 'key') ?? '';
    const readOnly = flagArgument(args, 'read-only');
    if (!readOnly && !flagArgument(args, 'write'))
      throw new IntegrationError(
        'USAGE',
        'recording the whole way writes to the target: say --write, against a sandbox; or --read-only',
        {},
      );
    const days = numbers.wholeNumber(args, 'expires', 3650) ?? 180;
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const taken = await recordPipe(project, pipe, key, environment, { readOnly });
    const twin = flagArgument(args, 'twin');
    const salt = twin ? '' : salts.redactionSalt(project.layers.root, environment.env);
    const exchanges = twin ? taken.exchanges : redaction.redactExchanges(taken.exchanges, salt);
    const problems = await replayRecording(project, pipe, key, environment, { ...taken, exchanges }, { readOnly });
    if (problems.length > 0) {
      environment.stderr.write('Played back, the recording does not fit itself, and nothing was kept:\n');
      for (const { message } of problems) environment.stderr.write(`${message}\n`);
      return EXIT.findings;
    }
    const now = environment.clock.now();
    const slug = paths.slugOf(textArgument(args, 'as') ?? `${pipe} ${key}`);
    for (const connection of taken.connections) {
      const partner = taken.connections.find(({ name }) => name !== connection.name)?.connector.connector ?? '';
      const own = exchanges.get(connection.name) ?? [];
      if (own.length === 0) continue;
      const path = store.storeCassette(
        project,
        slug,
        {
          connection,
          takes: new Map([[partner, own]]),
          from: twin ? 'twin' : 'live',
          redaction: twin ? 'none' : 'stand-ins',
          clock: taken.clock,
          ...(twin ? {} : { expires: new Date(now + days * 86_400_000).toISOString().slice(0, 10) }),
        },
        now,
      );
      environment.stdout.write(`${path}: ${own.length} exchanges\n`);
    }
    const feature = features.recordedFeaturePath(slug);
    if (!existsSync(join(project.layers.root, feature))) {
      writeNewFiles(project.layers.root, {
        [feature]: features.recordedFeature(textArgument(args, 'as') ?? `${pipe} ${key}`, {
          pipe,
          key,
          slug,
          readOnly,
        }),
      });
      environment.stdout.write(`${feature}\n`);
    }
    for (const { label, state, reason } of taken.deliveries)
      environment.stdout.write(`${label}: ${state}${reason === undefined ? '' : `, ${reason.text}`}\n`);
    return EXIT.fine;
  },
};
