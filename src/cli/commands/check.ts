import type { LoadedProject } from '../../load/load-project.ts';
import { counted } from '../../model/counted.ts';
import type { Finding } from '../../model/finding.ts';
import { type Command, flagArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const checkCommand: Command = {
  usage: 'check',
  summary: 'find everything that is wrong in the project’s files, without touching the network',
  examples: [
    ['$0 check --fix', 'corrects what has only one correction'],
    ['$0 check --format sarif > findings.sarif', 'for code scanning'],
  ],
  options: (argv) =>
    argv
      .option('format', {
        choices: ['pretty', 'json', 'github', 'sarif'] as const,
        default: 'pretty' as const,
        describe: 'how findings are written',
      })
      .option('strict', { type: 'boolean', describe: 'warnings count as errors' })
      .option('cases', {
        type: 'boolean',
        default: true,
        describe: 'run the mapping cases (--no-cases leaves them out)',
      })
      .option('fix', { type: 'boolean', describe: 'correct what has only one correction, in the project’s own files' }),
  run: async (args, environment) => {
    const [{ openProjectFiles, textOf }, { checkProject }, { FINDING_FORMATS, renderFindings }, { painter }] =
      await Promise.all([
        import('../open-project.ts'),
        import('../../check/check-project.ts'),
        import('../render/findings.ts'),
        import('../render/colours.ts'),
      ]);
    const check = (opened: LoadedProject) => checkProject(opened, { cases: args.cases !== false });
    const fixing = flagArgument(args, 'fix');
    const { project, findings, fixed } = fixing
      ? await (await import('../fix-project.ts')).fixProject(() => openProjectFiles(args, environment), check)
      : await checked(openProjectFiles(args, environment), check);
    const format = FINDING_FORMATS.find((each) => each === args.format) ?? 'pretty';
    const { stdout, env } = environment;
    const paint = painter(stdout, env);
    if (format === 'pretty')
      for (const { at, message, code } of fixed)
        stdout.write(`${paint.green('fixed')} ${at.file}:${at.line}:${at.column} ${message} ${paint.dim(code)}\n`);
    stdout.write(renderFindings(findings, format, { sourceOf: textOf(project), paint }));
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const warnings = findings.length - errors;
    if (format === 'pretty') {
      const counts = `${counted(project.pipes.size, 'pipe')}, ${counted(project.connections.size, 'connection')}`;
      const summary =
        findings.length === 0 ? paint.green(`fine: ${counts}`) : `${errors} errors, ${warnings} warnings in ${counts}`;
      stdout.write(`${findings.length === 0 ? '' : '\n'}${summary}\n`);
    }
    return errors > 0 || (flagArgument(args, 'strict') && warnings > 0) ? EXIT.findings : EXIT.fine;
  },
};

const checked = async (project: LoadedProject, check: (project: LoadedProject) => Promise<Finding[]>) => ({
  project,
  findings: await check(project),
  fixed: [],
});
