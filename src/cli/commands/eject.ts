import { type Command, flagArgument, listArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const ejectCommand: Command = {
  usage: 'eject <path..>',
  summary:
    'copy a built-in pipe, mapping, connector, schema or lookup, or the scenarios, into the project, to change it',
  examples: [
    ['$0 eject orders', 'the pipe orders'],
    ['$0 eject mappings/woocommerce/order.from.jsonata', 'a mapping with its cases and fixtures'],
    ['$0 eject connectors/woocommerce', 'a whole connector'],
    ['$0 eject features', 'the scenarios that ship, to verify with and to change'],
  ],
  options: (argv) =>
    argv
      .positional('path', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'what to copy: a path, or the name of a pipe',
      })
      .option('force', { type: 'boolean', describe: 'overwrite files of the project' }),
  run: async (args, environment) => {
    const [
      { openProjectFiles },
      { filesToEject, ejectedText },
      { usesOf },
      { writeFiles },
      { painter },
      { renderTable },
    ] = await Promise.all([
      import('../open-project.ts'),
      import('../../init/eject-files.ts'),
      import('../../init/uses-of.ts'),
      import('../../init/write-files.ts'),
      import('../render/colours.ts'),
      import('../render/table.ts'),
    ]);
    const project = openProjectFiles(args, environment);
    const paths = [...new Set(listArgument(args, 'path').flatMap((asked) => filesToEject(project, asked)))];
    writeFiles(
      project.layers.root,
      new Map(paths.map((path) => [path, ejectedText(project, path)])),
      flagArgument(args, 'force'),
    );
    // What is used is asked of the project as it is now: an ejected pipe has come to life by being there.
    const now = openProjectFiles(args, environment);
    const { stdout, env } = environment;
    const paint = painter(stdout, env);
    stdout.write(renderTable(paths.map((path) => [paint.green(path), usesOf(now, path)])));
    stdout.write(
      `\n${paths.length === 1 ? 'this file wins' : 'these files win'} over the built-in ${paths.length === 1 ? 'one' : 'ones'} of the same path; later versions of Pipewright will not change ${paths.length === 1 ? 'it' : 'them'}\n`,
    );
    return EXIT.fine;
  },
};
