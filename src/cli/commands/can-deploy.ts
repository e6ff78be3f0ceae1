import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const canDeployCommand: Command = {
  usage: 'can-deploy',
  summary: 'say whether exactly this configuration was verified and may run in an environment',
  examples: [['$0 can-deploy --env production', 'the last gate of a pipeline: ends with 1 when anything blocks']],
  options: (argv) =>
    argv
      .option('signed', { type: 'boolean', describe: 'ask for a sign-off of this configuration as well' })
      .option('json', { type: 'boolean', describe: 'the answer as JSON' }),
  run: async (args, environment) => {
    const [
      { openProjectFiles, textOf },
      { checkProject },
      { ProjectRefused },
      { standingOf },
      { readSignOffs },
      { painter },
    ] = await Promise.all([
      import('../open-project.ts'),
      import('../../check/check-project.ts'),
      import('../../load/project-refused.ts'),
      import('../../qa/verification/require-verified.ts'),
      import('../../qa/verification/sign-offs.ts'),
      import('../render/colours.ts'),
    ]);
    const project = openProjectFiles(args, environment);
    // The environment’s own settings are not part of what the scenarios ran with.
    const errors = (await checkProject(project, { cases: false })).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new ProjectRefused(errors, textOf(project));
    const { verification, blocking: standing } = standingOf(project);
    const signed = readSignOffs(project).filter(({ hash }) => hash === verification?.hash);
    const unsigned = flagArgument(args, 'signed') && signed.length === 0;
    const blocking = unsigned ? [...standing, 'nobody has signed this configuration off'] : standing;
    const target = textArgument(args, 'env') ?? 'the default environment';
    const { stdout, env } = environment;
    if (flagArgument(args, 'json')) {
      const { hash, verified_at } = verification ?? {};
      stdout.write(
        `${JSON.stringify({ environment: target, deploy: blocking.length === 0, hash, verified_at, blocking })}\n`,
      );
    } else if (verification !== undefined && blocking.length === 0) {
      const paint = painter(stdout, env);
      stdout.write(
        `${paint.green('yes')} ${project.project.value.project} may be deployed to ${target}: ${verification.hash.slice(0, 12)}, verified ${verification.verified_at} with Pipewright ${verification.engine}\n`,
      );
    } else {
      const paint = painter(stdout, env);
      stdout.write(`${paint.red('no')}  ${project.project.value.project} may not be deployed to ${target}\n`);
      for (const line of blocking) stdout.write(`    ${line}\n`);
      const next =
        standing.length > 0
          ? 'run `pipewright verify`, mend what it lists, and commit verification.json with the change'
          : 'read the report, then `pipewright sign-off --name "…"`, and commit sign-offs.json';
      stdout.write(`${paint.dim('next')}  ${next}\n`);
    }
    return blocking.length === 0 ? EXIT.fine : EXIT.findings;
  },
};
