import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from '../twin/kit/fault-switch.ts';

/** How each part of a fault is written on a command line. */
const PARTS: Readonly<Record<string, (value: string) => Partial<Fault> | undefined>> = {
  method: (value) => ({ method: value.toUpperCase() }),
  match: (value) => ({ match: value }),
  skip: (value) => whole(value, (skip) => ({ skip })),
  times: (value) => (value === 'always' ? { times: Number.POSITIVE_INFINITY } : whole(value, (times) => ({ times }))),
  'retry-after': (value) => whole(value, (retryAfterSeconds) => ({ retryAfterSeconds })),
  delay: (value) => whole(value, (delayMs) => ({ delayMs })),
  bytes: (value) => whole(value, (bytes) => ({ bytes })),
  field: (value) => ({ field: value }),
  fields: (value) => ({ fields: value.split('+') }),
};

const whole = <T>(text: string, use: (value: number) => T): T | undefined =>
  /^\d{1,9}$/.test(text) ? use(Number(text)) : undefined;

/**
 * `throttled,match=POST,times=2` as a fault. Throws USAGE, with what there is, for a kind, a part or a value that makes
 * no sense.
 */
export function faultOf(text: string): Fault {
  const [kind = '', ...parts] = text.split(',').map((part) => part.trim());
  if (!Object.hasOwn(FAULT_KINDS, kind)) throw usage(`there is no fault "${kind}"`, kind, Object.keys(FAULT_KINDS));
  return Object.assign({ kind: kind as FaultKind }, ...parts.map(partOf));
}

function partOf(text: string): Partial<Fault> {
  const [name = '', ...rest] = text.split('=');
  const read = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (read === undefined) throw usage(`a fault has no "${name}"`, name, Object.keys(PARTS));
  const part = read(rest.join('='));
  if (part !== undefined) return part;
  throw new IntegrationError('USAGE', `"${rest.join('=')}" is no whole number for "${name}"`, {});
}

function usage(says: string, written: string, known: readonly string[]): IntegrationError {
  const nearest = nearestName(written, known);
  return new IntegrationError(
    'USAGE',
    `${says}; ${nearest === undefined ? `there are ${known.join(', ')}` : `did you mean "${nearest}"?`}`,
    {},
  );
}
