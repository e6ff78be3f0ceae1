import { type Arguments, type Command, flagArgument, textArgument } from '../command.ts';
import { type Environment, EXIT } from '../environment.ts';

export const systemsCommand: Command = {
  usage: 'systems [name]',
  summary: 'what the connected systems can do; with a name: how to sign in, options, limits, gaps, evidence',
  examples: [
    ['$0 systems', 'all systems and their capabilities'],
    ['$0 systems business-central', 'everything about one'],
    ['$0 systems --matrix', 'for every pair and checklist item: verified, or the reason why not'],
  ],
  options: (argv) =>
    argv
      .positional('name', { type: 'string', describe: 'one system' })
      .option('matrix', {
        type: 'boolean',
        describe: 'for every pair and checklist item: verified, or the reason why not',
      })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    if (flagArgument(args, 'matrix')) return matrix(args, environment);
    const [{ resolve }, { loadLibrary, systemNames }, { didYouMean }, { IntegrationError }, render, { painter }] =
      await Promise.all([
        import('node:path'),
        import('../../load/load-project.ts'),
        import('../../check/did-you-mean.ts'),
        import('../../model/integration-error.ts'),
        import('../render/systems.ts'),
        import('../render/colours.ts'),
      ]);
    const { cwd, builtIn, stdout, env } = environment;
    // No pipewright.yaml is needed: which systems there are is asked before the first project is made.
    const place = { root: resolve(cwd, textArgument(args, 'project') ?? '.'), builtIn };
    const name = textArgument(args, 'name');
    const { connectors } = loadLibrary({ ...place, ...(name === undefined ? {} : { systems: [name] }) });
    const files = [...connectors.values()].map(({ value }) => value);
    const one = name === undefined ? undefined : connectors.get(name)?.value;
    if (name !== undefined && one === undefined) {
      throw new IntegrationError('USAGE', `there is no system "${name}"; ${didYouMean(name, systemNames(place))}`, {});
    }
    const paint = painter(stdout, env);
    if (flagArgument(args, 'json'))
      stdout.write(`${JSON.stringify(one ?? files.map(render.systemSummary), null, 2)}\n`);
    else stdout.write(one === undefined ? render.renderSystems(files, paint) : render.renderSystem(one, stdout, paint));
    return EXIT.fine;
  },
};

/** What verification.json says of each pair, as far as it still speaks of the files on disk. */
async function matrix(args: Arguments, environment: Environment): Promise<number> {
  const [
    { openProjectFiles },
    { chosenPairs },
    { CHECKLIST },
    { itemsOfProject },
    { pairMatrix },
    { outdatedSince },
    { touchedBy },
    { configurationOf },
    { readVerification },
    { renderMatrix },
    { painter },
  ] = await Promise.all([
    import('../open-project.ts'),
    import('../chosen-pairs.ts'),
    import('../../qa/checklist/checklist-items.ts'),
    import('../../qa/checklist/items-of-project.ts'),
    import('../../qa/matrix/pair-matrix.ts'),
    import('../../qa/matrix/outdated.ts'),
    import('../../qa/verification/affected.ts'),
    import('../../qa/verification/configuration.ts'),
    import('../../qa/verification/verification-file.ts'),
    import('../render/matrix.ts'),
    import('../render/colours.ts'),
  ]);
  const { builtIn, stdout, env } = environment;
  const project = openProjectFiles(args, environment);
  const library = project.layers.root === project.layers.builtIn;
  const { pairs } = chosenPairs(() => project, builtIn, { all: library, pair: undefined });
  const items = (library ? CHECKLIST : itemsOfProject(project)).map(({ id }) => id);
  const verification = readVerification(project);
  const touched = touchedBy(pairs.flatMap(({ connectors }) => [connectors.shop, connectors.erp]));
  const outdatedBy =
    verification === undefined ? undefined : outdatedSince(verification, configurationOf(project), touched);
  const rows = pairMatrix(verification, pairs, items, outdatedBy);
  const { hash, verified_at } = verification ?? {};
  stdout.write(
    flagArgument(args, 'json')
      ? `${JSON.stringify({ hash, verified_at, pairs: rows }, null, 2)}\n`
      : renderMatrix(rows, stdout, painter(stdout, env)),
  );
  return EXIT.fine;
}
