import type { Clock } from '../model/clock.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { type CataloguedTwin, TWINS } from './catalogue.ts';
import type { Fault } from './kit/fault-switch.ts';
import { type RunningTwin, startTwin } from './kit/twin-server.ts';

export interface ServedTwin {
  /** The system’s name: `woocommerce`. */
  readonly name: string;
  readonly twin: CataloguedTwin;
  readonly running: RunningTwin;
}

export interface ServeTwinsOptions {
  /** Of the first twin; the others follow. 0: any free ones. */
  readonly port: number;
  /** How many sample orders each one holds; undefined: they are empty. */
  readonly orders: number | undefined;
  /** Armed on every twin. */
  readonly faults: readonly Fault[];
  readonly clock: Clock;
}

/** The twin of a system. Throws USAGE, with the nearest name, when there is none. */
export function twinNamed(name: string): CataloguedTwin {
  const twin = Object.hasOwn(TWINS, name) ? TWINS[name] : undefined;
  if (twin !== undefined) return twin;
  const nearest = nearestName(name, Object.keys(TWINS));
  throw new IntegrationError(
    'USAGE',
    `there is no twin of "${name}"; ${nearest === undefined ? `there are ${Object.keys(TWINS).join(', ')}` : `did you mean "${nearest}"?`}`,
    {},
  );
}

/** Starts twins on 127.0.0.1, all or none. Rejects with PORT_IN_USE. */
export async function serveTwins(names: readonly string[], options: ServeTwinsOptions): Promise<ServedTwin[]> {
  const { port, orders, faults, clock } = options;
  const served: ServedTwin[] = [];
  try {
    for (const [index, name] of names.entries()) {
      const twin = twinNamed(name);
      const running = await listening(await twin.make(clock, orders), port === 0 ? 0 : port + index, clock);
      running.faults.arm(...faults);
      served.push({ name, twin, running });
    }
    return served;
  } catch (error) {
    await Promise.all(served.map(({ running }) => running.close()));
    throw error;
  }
}

async function listening(system: Parameters<typeof startTwin>[0], port: number, clock: Clock): Promise<RunningTwin> {
  try {
    return await startTwin(system, { port, clock });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new IntegrationError('PORT_IN_USE', `port ${port} on 127.0.0.1 is taken by another process`, {}, error);
    if (code === 'EACCES')
      throw new IntegrationError('PORT_IN_USE', `port ${port} may not be used by this user`, {}, error);
    throw error;
  }
}
