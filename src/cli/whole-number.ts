import { IntegrationError } from '../model/integration-error.ts';
import { type Arguments, textArgument } from './command.ts';

/** A whole number from 0 to `most` of the command line; undefined when it is not given. Throws USAGE. */
export function wholeNumber(args: Arguments, name: string, most: number): number | undefined {
  const text = textArgument(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new IntegrationError('USAGE', `--${name} takes a whole number from 0 to ${most}, not "${text}"`, {});
}
