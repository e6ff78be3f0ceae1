import { GraphQLError } from 'graphql';
import type { Resolvers } from './resolvers.ts';

const MAX_INPUT_ARRAY = 250;
// A product may have 2048 variants, and productSet writes them all in one call.
const UNLIMITED = new Set(['productSet']);

/** Refuses arguments with an array of more than 250 members, at any depth, with a top-level error. */
export function limitInputArrays(mutations: Resolvers<unknown>): Resolvers<unknown> {
  return Object.fromEntries(
    Object.entries(mutations).map(([name, resolve]) => [
      name,
      (source: unknown, args: object, call: Parameters<typeof resolve>[2], info: Parameters<typeof resolve>[3]) => {
        const size = UNLIMITED.has(name) ? 0 : longestArray(args);
        if (size > MAX_INPUT_ARRAY)
          throw new GraphQLError(
            `The input array size of ${size} is greater than the maximum allowed of ${MAX_INPUT_ARRAY}.`,
            {
              extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
            },
          );
        return resolve(source, args, call, info);
      },
    ]),
  );
}

function longestArray(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce((most: number, inner) => Math.max(most, longestArray(inner)), own);
}
