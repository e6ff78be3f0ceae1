import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const driftCommand: Command = {
  usage: 'drift <pipe>',
  summary: 'set what the systems answer now against a cassette: fields that are new, gone or of another type',
  examples: [['$0 drift orders --key 1001 --as a-coupon', 'reads the order anew, writes nothing']],
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
      .option('write', { type: 'boolean', describe: 'take the record the whole way, into the target: name a sandbox' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [
      { openUsableProject },
      { recordPipe },
      { cassettePath, slugOf },
      { readCassette },
      { forPartner },
      { driftBetween },
      { outdatedDescription },
      { IntegrationError },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../../qa/cassettes/record-pipe.ts'),
      import('../../qa/cassettes/cassette-path.ts'),
      import('../../qa/cassettes/read-cassette.ts'),
      import('../../qa/cassettes/partners.ts'),
      import('../../qa/cassettes/drift.ts'),
      import('../../qa/cassettes/schema-hash.ts'),
      import('../../model/integration-error.ts'),
    ]);
    const pipe = textArgument(args, 'pipe') ?? '';
    const key = textArgument(args, 'key') ?? '';
    const readOnly = !flagArgument(args, 'write');
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const slug = slugOf(textArgument(args, 'as') ?? `${pipe} ${key}`);
    const taken = await recordPipe(project, pipe, key, environment, { readOnly });
    const found = taken.connections.flatMap((connection) => {
      const now = taken.exchanges.get(connection.name) ?? [];
      if (now.length === 0) return [];
      const system = connection.connector.connector;
      const path = cassettePath(system, slug);
      const file = project.layers.find(path);
      const { cassette, findings } =
        file === undefined
          ? { cassette: undefined, findings: [] }
          : readCassette(path, project.layers.read(file), project.schemas);
      const partner = taken.connections.find(({ name }) => name !== connection.name)?.connector.connector ?? '';
      if (cassette?.partners.includes(partner) !== true)
        throw new IntegrationError(
          'CASSETTE_REFUSED',
          `${path} cannot be compared: ${findings[0]?.message ?? (cassette === undefined ? 'there is no such file' : `it was not recorded with ${partner}`)}`,
          { file: path },
        );
      const outdated = outdatedDescription(project, cassette);
      // Not drift, for the system may answer as ever; on stderr, so that --json stays what it is.
      if (outdated !== undefined) environment.stderr.write(`${path}: ${outdated}\n`);
      return driftBetween(forPartner(cassette.exchanges, partner), now).map((drift) => ({ system, ...drift }));
    });
    if (flagArgument(args, 'json')) environment.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.length === 0) environment.stdout.write('nothing has changed\n');
    else
      for (const { system, call, path, kind, before, now } of found) {
        const types =
          before === undefined && now === undefined
            ? ''
            : ` (${[before, now].filter((each) => each !== undefined).join(' → ')})`;
        environment.stdout.write(
          `${system} ${call}: ${path === '' ? '' : `${path} `}${kind.replaceAll('-', ' ')}${types}\n`,
        );
      }
    return found.length === 0 ? EXIT.fine : EXIT.findings;
  },
};
