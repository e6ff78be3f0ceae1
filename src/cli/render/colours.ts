import { Chalk, type ChalkInstance } from 'chalk';
import type { Output } from '../environment.ts';

/** Colours for an output: none when nobody looks, when NO_COLOR is set (no-color.org), or on a dumb terminal; FORCE_COLOR overrides. */
export function painter(output: Output, env: Readonly<Record<string, string | undefined>>): ChalkInstance {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const refused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return new Chalk({ level: refused || !(output.isTerminal || forced) ? 0 : 1 });
}
