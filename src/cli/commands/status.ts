import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const statusCommand: Command = {
  usage: 'status',
  summary: 'what the ledger holds: per pipe, how many records are in which state',
  options: (argv) => argv.option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [{ openLedgerToRead, openProject }, { DELIVERY_STATES, NEEDS_A_PERSON }, { renderTable }, { painter }] =
      await Promise.all([
        import('../../app.ts'),
        import('../../model/delivery.ts'),
        import('../render/table.ts'),
        import('../render/colours.ts'),
      ]);
    const project = openProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const ledger = await openLedgerToRead(project);
    try {
      const counts = await ledger.counts();
      const pipes = [...new Set([...project.pipes.keys(), ...counts.map(({ pipe }) => pipe as string)])].sort();
      const rows = await Promise.all(
        pipes.map(async (pipe) => {
          const states = Object.fromEntries(
            counts.filter((each) => each.pipe === pipe).map(({ state, count }) => [state, count]),
          );
          const cursor = await ledger.cursor(pipe as (typeof counts)[number]['pipe']);
          return { pipe, states, readUntil: cursor?.watermark };
        }),
      );
      const waitsForAPerson = counts.some(({ state }) => NEEDS_A_PERSON.includes(state));
      if (flagArgument(args, 'json')) environment.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      else {
        const paint = painter(environment.stdout, environment.env);
        const lines = rows.map(({ pipe, states, readUntil }) => {
          const parts = Object.keys(DELIVERY_STATES)
            .filter((state) => (states[state] ?? 0) > 0)
            .map((state) =>
              NEEDS_A_PERSON.some((each) => each === state)
                ? paint.yellow(`${states[state]} ${state}`)
                : `${states[state]} ${state}`,
            );
          return [paint.bold(pipe), readText(readUntil, states), parts.join(', ') || '—'];
        });
        environment.stdout.write(
          renderTable(lines, environment.stdout.isTerminal ? environment.stdout.columns : undefined),
        );
        if (waitsForAPerson)
          environment.stdout.write(`${paint.dim('see `pipewright deliveries list --state held,rejected,parked`')}\n`);
      }
      return waitsForAPerson ? EXIT.findings : EXIT.fine;
    } finally {
      await ledger.close();
    }
  },
};

/** A source that cannot tell what changed is read as a whole every time, and leaves no mark. */
function readText(until: string | undefined, states: Readonly<Record<string, number>>): string {
  if (until !== undefined) return `read until ${until}`;
  return Object.keys(states).length === 0 ? 'never read' : 'read as a whole';
}
