import { alertOn } from '../alert/post-alerts.ts';
import { openRuntime, type Runtime } from '../app.ts';
import type { PipePlan } from '../compile/pipe-plan.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { NEEDS_A_PERSON } from '../model/delivery.ts';
import { type Arguments, flagArgument } from './command.ts';
import type { Environment } from './environment.ts';
import { painter } from './render/colours.ts';
import { jsonProgress, textProgress } from './render/run-progress.ts';
import { renderRunSummary } from './render/run-summary.ts';

/** Opens the runtime of pipes for some work, shows what happens, raises alerts. Yields whether anything needs a person. */
export async function reportedRun(
  args: Arguments,
  environment: Environment,
  project: LoadedProject,
  pipes: readonly PipePlan[],
  work: (runtime: Runtime) => Promise<void>,
): Promise<boolean> {
  const { stdout } = environment;
  const json = flagArgument(args, 'json');
  const paint = painter(stdout, environment.env);
  const shown = json ? jsonProgress(stdout) : textProgress(stdout, paint, () => environment.clock.now());
  const alerts = alertOn(project, environment);
  const problems = { some: false, deliveries: false };
  const runtime = await openRuntime(project, pipes, environment, (event) => {
    shown.event(event);
    alerts.event(event);
    if (event.kind === 'page' || event.kind === 'notice') return;
    const isDelivery = event.kind === 'settled';
    if (isDelivery && !NEEDS_A_PERSON.includes(event.state)) return;
    problems.some = true;
    problems.deliveries ||= isDelivery;
  });
  try {
    await work(runtime);
  } finally {
    const tallies = shown.finish();
    if (!json) stdout.write(renderRunSummary(tallies, paint));
    for (const failure of await alerts.finish()) environment.stderr.write(`${failure}\n`);
    await runtime.close();
  }
  if (problems.deliveries && !json)
    stdout.write(`${paint.dim('see `pipewright deliveries list --state held,rejected,parked`')}\n`);
  return problems.some;
}
