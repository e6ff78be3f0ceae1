import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const doctorCommand: Command = {
  usage: 'doctor [connection..]',
  summary: 'reach every connected system and say what was reached, or what to do',
  examples: [['$0 doctor erp --env sandbox', 'one connection, as the sandbox has it']],
  options: (argv) =>
    argv
      .positional('connection', { type: 'string', array: true, describe: 'connections to examine (default: all)' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [
      { openConnections, openProject, sourceOf },
      { examineConnection },
      { clockSkewMs },
      { settingFindings },
      render,
      { renderFindings },
      { painter },
      { didYouMean },
      { IntegrationError },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../../doctor/examine-connection.ts'),
      import('../../doctor/clock-skew.ts'),
      import('../../doctor/setting-findings.ts'),
      import('../render/examinations.ts'),
      import('../render/findings.ts'),
      import('../render/colours.ts'),
      import('../../check/did-you-mean.ts'),
      import('../../model/integration-error.ts'),
    ]);
    const project = openProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const asked = listArgument(args, 'connection');
    const unknown = asked.find((name) => !project.connections.has(name));
    if (unknown !== undefined)
      throw new IntegrationError(
        'USAGE',
        `there is no connection "${unknown}"; ${didYouMean(unknown, project.connections.keys())}`,
        {},
      );
    const { stdout, stderr, env, clock, stopping, aborting } = environment;
    const invalid = settingFindings(project);
    if (invalid.length > 0)
      stderr.write(
        `${renderFindings(invalid, 'pretty', { sourceOf: sourceOf(project), paint: painter(stderr, env) })}\n`,
      );
    const names = asked.length > 0 ? asked : [...project.connections.keys()];
    const signal = AbortSignal.any([stopping, aborting]);
    const ports = {
      env,
      clock,
      open: (name: string) => {
        const [connection] = openConnections(project, [name], environment).values();
        if (connection !== undefined) return connection;
        throw new IntegrationError('PROJECT_INVALID', `the connection "${name}" cannot be used`, { connection: name });
      },
      skewMs: (url: string, until: AbortSignal) => clockSkewMs(url, clock, until),
    };
    const examinations = await Promise.all(names.map((name) => examineConnection(project, name, ports, signal)));
    if (flagArgument(args, 'json')) stdout.write(`${JSON.stringify(examinations, null, 2)}\n`);
    else stdout.write(render.renderExaminations(examinations, stdout, painter(stdout, env)));
    return invalid.length === 0 && examinations.every(({ healthy }) => healthy) ? EXIT.fine : EXIT.findings;
  },
};
