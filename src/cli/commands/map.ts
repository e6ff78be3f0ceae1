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
      .option('json', { type: 'boolean', describe: 'output, violations and hold as one JSON object' }),
  run: async (args, environment) => {
    const [
      { projectOrLibrary, mappingFile },
      { tryMapping },
      { mappingSetting },
      { jsonInput, yamlInput },
      { renderTrial },
      { painter },
    ] = await Promise.all([
      import('../project-or-library.ts'),
      import('../try-mapping.ts'),
      import('../mapping-setting.ts'),
      import('../json-input.ts'),
      import('../render/trial.ts'),
      import('../render/colours.ts'),
    ]);
    const project = await projectOrLibrary(args, environment);
    const mapping = mappingFile(project, textArgument(args, 'mapping') ?? '', environment.cwd);
    const setting = mappingSetting(project, mapping.path, {
      pipe: textArgument(args, 'pipe'),
      connection: textArgument(args, 'connection'),
    });
    const withFile = textArgument(args, 'with');
    const surroundings = withFile === undefined ? {} : yamlInput(withFile, environment);
    const input = await jsonInput(textArgument(args, 'file'), environment);
    const trial = await tryMapping(project, mapping, setting, surroundings, input);
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
