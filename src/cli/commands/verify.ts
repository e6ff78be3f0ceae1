import { IntegrationError } from '../../model/integration-error.ts';
import { type Arguments, type Command, flagArgument, textArgument } from '../command.ts';
import { type Environment, EXIT } from '../environment.ts';
import { wholeNumber } from '../whole-number.ts';

/** Keeps a pair within half a minute. What is left out is in the summary. */
const PACK_CALLS = 6;
const FORMATS = ['pretty', 'json', 'github'] as const;

export const verifyCommand: Command = {
  usage: 'verify',
  endsAtOnce: true,
  summary: 'verify the project as it stands and write verification.json, which `run --verified` asks for',
  examples: [
    ['$0 verify', 'before a commit, and in CI'],
    ['$0 verify --mutate', 'also put mistakes into mappings, pipes and lookups and see whether anything notices'],
    ['$0 verify --against main', 'what recorded orders would become now, and what they became at a Git ref'],
    ['$0 verify --report out --format github', 'report pages and JUnit XML into a folder, annotations for GitHub'],
  ],
  options: (argv) =>
    argv
      .option('changed', {
        type: 'boolean',
        describe: 'play only what changed since verification.json was written; the rest stands as it says there',
      })
      .option('mutate', {
        type: 'boolean',
        describe:
          'put mistakes into mappings, pipes and lookups and see whether anything notices; plays all scenarios first',
      })
      .option('report', {
        type: 'string',
        default: '.pipewright/verification',
        describe: 'folder for report.html, junit.xml and result.json',
      })
      .option('against', {
        type: 'string',
        describe: 'verify nothing; take recorded records through this Git ref and through the files as they are',
      })
      .option('parallel', { type: 'string', describe: 'worker threads (default: one for each core)' })
      .option('pack-calls', {
        type: 'string',
        describe: `at how many calls of each system the failure packs put trouble, writes first (default: ${PACK_CALLS})`,
      })
      .option('format', { choices: FORMATS, default: 'pretty' as const, describe: 'how the result is written' }),
  run: async (args, environment) => {
    const ref = textArgument(args, 'against');
    if (ref !== undefined) return shadow(ref, args, environment);
    const [
      { cpus },
      { resolve },
      { openProjectFiles, textOf },
      { chosenPairs },
      verification,
      files,
      render,
      { painter },
    ] = await Promise.all([
      import('node:os'),
      import('node:path'),
      import('../open-project.ts'),
      import('../chosen-pairs.ts'),
      Promise.all([
        import('../../qa/verification/verify-project.ts'),
        import('../../qa/verification/play-scenarios.ts'),
        import('../../qa/verification/verification-file.ts'),
        import('../../qa/verification/affected.ts'),
        import('../../qa/verification/configuration.ts'),
        import('../../qa/verification/sign-offs.ts'),
        import('../../qa/failure-packs/failure-packs.ts'),
        import('../../qa/mutation/mutate-by-scenarios.ts'),
      ]),
      import('../../qa/report/write-reports.ts'),
      import('../render/verification.ts'),
      import('../render/colours.ts'),
    ]);
    const [
      { verifyProject },
      { playScenarios },
      { readVerification, writeVerification },
      { affectedSince, touchedBy },
      { configurationOf },
      { readSignOffs },
      { failurePacks },
      { mutateByScenarios },
    ] = verification;
    const { builtIn, stdout, stderr, env, clock } = environment;
    const paint = painter(stdout, env);
    const format = FORMATS.find((each) => each === args.format) ?? 'pretty';
    const project = openProjectFiles(args, environment);
    const { root } = project.layers;
    const parallel = wholeNumber(args, 'parallel', 64) ?? cpus().length;
    // The library verifies what it ships: every shop with every ERP.
    const chosen = () => chosenPairs(() => project, builtIn, { all: root === project.layers.builtIn, pair: undefined });
    const packCalls = wholeNumber(args, 'pack-calls', 1000) ?? PACK_CALLS;
    const mutate = flagArgument(args, 'mutate');
    if (packCalls === 0)
      throw new IntegrationError(
        'USAGE',
        '--pack-calls 0 puts trouble nowhere, which shows nothing: take 1 at least',
        {},
      );
    // Mistakes are judged by scenarios that passed just now, and it must be known which pipes they ran.
    const affected =
      flagArgument(args, 'changed') && !mutate
        ? affectedSince(
            readVerification(project),
            configurationOf(project),
            touchedBy([...project.connectors.values()].map(({ value }) => value)),
          )
        : undefined;
    const result = await verifyProject(
      project,
      { mutate, parallel },
      {
        now: () => new Date(clock.now()).toISOString(),
        scenarios: () => playScenarios(project, { ...chosen(), parallel, env, now: clock.now() }, affected),
        failurePacks: () => {
          const { pairs, place } = chosen();
          return failurePacks({ ...place, builtIn }, pairs, { calls: packCalls, affected, parallel });
        },
        mutants: (runs) => mutateByScenarios(project, { ...chosen(), env }, runs, parallel),
        begins: (stage) => stderr.isTerminal && stderr.write(`${paint.dim(`${stage} …`)}\n`),
      },
    );
    writeVerification(root, result.file);
    const signed = readSignOffs(project).filter(({ hash }) => hash === result.file.hash);
    const content = { ...result, verification: result.file, signed, sourceOf: textOf(project) };
    const folder = resolve(root, textArgument(args, 'report') ?? '.');
    files.writeReports(folder, content, env.GITHUB_STEP_SUMMARY);
    stdout.write(render.renderVerification(content, format, folder, paint));
    return result.file.verdict === 'passed' ? EXIT.fine : EXIT.findings;
  },
};

/** What the change means for business: shown, not judged. */
async function shadow(ref: string, args: Arguments, environment: Environment): Promise<number> {
  const [{ openProjectFiles }, { compareWithRef }, { renderShadowDiff }, { painter }] = await Promise.all([
    import('../open-project.ts'),
    import('../compare-with-ref.ts'),
    import('../render/shadow-diff.ts'),
    import('../render/colours.ts'),
  ]);
  const { stdout, env } = environment;
  const diffs = await compareWithRef(openProjectFiles(args, environment), ref, environment);
  stdout.write(
    args.format === 'json' ? `${JSON.stringify(diffs, null, 2)}\n` : renderShadowDiff(diffs, ref, painter(stdout, env)),
  );
  return EXIT.fine;
}
