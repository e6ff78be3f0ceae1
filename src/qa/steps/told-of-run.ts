import type { ScenarioWorld } from '../scenario/scenario-world.ts';

/** What the latest run said of its records, and of itself where it ended early: a failing step tells it. */
export const toldOf = ({ events }: ScenarioWorld): string =>
  events.flatMap((event) => (event.kind === 'settled' ? [event.reason?.text ?? event.state] : [])).join('; ');
