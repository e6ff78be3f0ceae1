import type { Argv } from 'yargs';
import type { Environment } from './environment.ts';

/** A command: parse, call, print, return a number. Its file imports nothing heavy before `run` is called. */
export interface Command {
  /** As yargs writes it: `run [pipe..]`. */
  readonly usage: string;
  readonly summary: string;
  readonly examples?: readonly (readonly [string, string])[];
  readonly options: (argv: Argv) => Argv;
  /** Nothing that it does has to be finished, so an interrupt ends it at once. */
  readonly endsAtOnce?: true;
  readonly run: (args: Arguments, environment: Environment) => Promise<number>;
}

/** What yargs made of the command line; each command reads what it declared. */
export type Arguments = Readonly<Record<string, unknown>>;

export const textArgument = (args: Arguments, name: string): string | undefined => {
  const value = args[name];
  return value === undefined ? undefined : String(value);
};

export const listArgument = (args: Arguments, name: string): string[] => {
  const value = args[name];
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
};

export const flagArgument = (args: Arguments, name: string): boolean => args[name] === true;
