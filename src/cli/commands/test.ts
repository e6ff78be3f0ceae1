import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';
import { wholeNumber } from '../whole-number.ts';

export const testCommand: Command = {
  usage: 'test [feature..]',
  endsAtOnce: true,
  summary: 'play the scenarios of features/ against local twins of both systems',
  examples: [
    ['$0 test', 'every scenario, with the mappings and pipes of this project'],
    ['$0 test --tags @ORD-07', 'what a checklist item is verified by'],
    ['$0 test features/orders/coupons.feature:12', 'one scenario'],
    ['$0 test --record', 'keep what is asked and answered in the scenarios tagged @recorded as cassettes'],
    ['$0 test --replay', 'play those from their cassettes, strictly'],
    ['$0 test --all-pairs -f html:report.html', 'the shipped pipes over every shop and ERP, with a report'],
  ],
  options: (argv) =>
    argv
      .positional('feature', {
        type: 'string',
        array: true,
        describe: 'files, folders or file:line (default: features)',
      })
      .option('tags', {
        alias: 't',
        type: 'string',
        describe: 'only scenarios with these tags: "@ORD-07 and not @slow"',
      })
      .option('name', { type: 'string', array: true, describe: 'only scenarios whose name matches this' })
      .option('format', {
        alias: 'f',
        type: 'string',
        array: true,
        describe: "Cucumber's formatter, with :file to write one",
      })
      .option('parallel', { type: 'string', describe: 'worker threads (default: one for each core)' })
      .option('all-pairs', { type: 'boolean', describe: 'the shipped pipes between every shop and every ERP' })
      .option('pair', { type: 'string', describe: 'the shipped pipes between two systems: shopify+business-central' })
      .option('record', {
        type: 'boolean',
        describe: 'only scenarios tagged @recorded; keep what their pipes ask and are answered as cassettes',
      })
      .option('replay', {
        type: 'boolean',
        describe: 'only scenarios tagged @recorded; answer their pipes from the cassettes, strictly',
        conflicts: 'record',
      })
      .option('over-http', {
        type: 'boolean',
        describe: 'reach the twins by sockets, as in earnest; without it their requests stay in memory',
      })
      .option('timings', { type: 'boolean', describe: 'how long each pair and the slowest scenarios took' }),
  run: async (args, environment) => {
    const [
      { mkdtempSync, rmSync },
      { cpus, tmpdir },
      { join, resolve },
      { runFeatures },
      { keepRecordings },
      { pairsToRecord, replayOf },
      { chosenPairs },
      { openProjectFiles },
      render,
      { outputStream },
      { painter },
    ] = await Promise.all([
      import('node:fs'),
      import('node:os'),
      import('node:path'),
      import('../../qa/test-run/run-features.ts'),
      import('../../qa/test-run/keep-recordings.ts'),
      import('../../qa/test-run/replay-of.ts'),
      import('../chosen-pairs.ts'),
      import('../open-project.ts'),
      import('../render/feature-run.ts'),
      import('../output-stream.ts'),
      import('../render/colours.ts'),
    ]);
    const { cwd, builtIn, stdout, stderr, env, clock } = environment;
    const scratch = mkdtempSync(join(tmpdir(), 'pipewright-test-'));
    try {
      const chosen = chosenPairs(() => openProjectFiles(args, environment), builtIn, {
        all: flagArgument(args, 'all-pairs'),
        pair: textArgument(args, 'pair'),
      });
      const features = listArgument(args, 'feature');
      const recordings = flagArgument(args, 'record') ? join(scratch, 'recordings') : undefined;
      const replay = flagArgument(args, 'replay')
        ? replayOf(openProjectFiles(args, environment), chosen.pairs)
        : undefined;
      const pairs =
        replay?.pairs ??
        (recordings === undefined
          ? chosen.pairs
          : pairsToRecord(openProjectFiles(args, environment), chosen.pairs, flagArgument(args, 'all-pairs')));
      const result = await runFeatures({
        root: resolve(cwd, textArgument(args, 'project') ?? '.'),
        place: {
          ...chosen.place,
          builtIn,
          scratch,
          now: clock.now(),
          overHttp: flagArgument(args, 'over-http'),
          tape: recordings === undefined ? replay?.tape(clock.now()) : { kind: 'record', recordings },
        },
        pairs,
        features: features.length > 0 ? features : ['features'],
        tags: textArgument(args, 'tags') ?? '',
        names: listArgument(args, 'name'),
        parallel: wholeNumber(args, 'parallel', 64) ?? cpus().length,
        formats: listArgument(args, 'format'),
        stdout: outputStream(stdout),
        stderr: outputStream(stderr),
        env,
      });
      stdout.write(render.renderFeatureRun(result, flagArgument(args, 'timings'), painter(stdout, env)));
      if (recordings !== undefined) {
        const kept = keepRecordings(openProjectFiles(args, environment), recordings, pairs, clock.now());
        stdout.write(`${kept.length} cassettes in features/cassettes\n`);
      }
      return result.success && result.played.length > 0 ? EXIT.fine : EXIT.findings;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
