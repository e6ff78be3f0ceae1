import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const mapCommand: Command = {
  usage: 'map <mapping> [file]',
  summary: 'run a mapping on a JSON file and show what comes out, or why nothing does',
  examples: [
    ['$0 map mappings/woocommerce/order.from.jsonata order.json', 'a shop order as document'],
    [
      '$0 map mappings/business-central/order.to.jsonata document.json --pipe orders --with with.yaml',
      'with needs and references',
    ],
    ['$0 map mappings/acme/order.from.jsonata order.json --watch', 'while it is being edited'],
  ],
  options: (argv) =>
    argv
      .positional('mapping', {
        type: 'string',
        demandOption: true,
        describe: 'JSONata file, path from the project’s root',
      })
      .positional('file', { type: 'string', describe: 'JSON file; without it, or with `-`, standard input' })
      .option('with', {
        type: 'string',
        describe: 'YAML or JSON file with `options`, `needs`, `target`, `lookups`, `references`, as in cases',
      })
      .option('pipe', { type: 'string', describe: 'options and lookups as this pipe uses them' })
      .option('connection', { type: 'string', describe: 'options of this connection' })
      .option('watch', {
        type: 'boolean',
        describe: 'again whenever the mapping, the file, a table or a schema changes, with what `check` finds',
      })
      .option('json', { type: 'boolean', describe: 'output, violations and hold as one JSON object' }),
  run: async (args, environment) => {
    if (flagArgument(args, 'watch')) {
      const file = textArgument(args, 'file') ?? '';
      if (file === '' || file === '-') {
        environment.stderr.write('--watch needs a file with the record: standard input is read only once\n');
        return EXIT.usage;
      }
      const { watchMapping } = await import('../watch-mapping.ts');
      await watchMapping(args, environment);
      return EXIT.fine;
    }
    const [{ tryAsAsked }, { renderTrial }, { painter }] = await Promise.all([
      import('../mapping-try.ts'),
      import('../render/trial.ts'),
      import('../render/colours.ts'),
    ]);
    const trial = await tryAsAsked(args, environment);
    const { stdout, stderr, env } = environment;
    if (flagArgument(args, 'json')) stdout.write(`${JSON.stringify(trial, null, 2)}\n`);
    else {
      // What is wrong goes to standard error, so that the output alone can be piped on.
      if (trial.output !== undefined) stdout.write(`${JSON.stringify(trial.output, null, 2)}\n`);
      stderr.write(renderTrial(trial, painter(stderr, env)));
    }
    return trial.hold === undefined && trial.violations.length === 0 ? EXIT.fine : EXIT.findings;
  },
};
