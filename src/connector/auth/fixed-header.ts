import type { Signer } from './signer.ts';

/** One header that never changes: Basic, bearer, and keys in a header of the system's own. */
export function fixedHeader(name: string, value: string): Signer {
  return {
    sign: async (call) => ({ query: call.query, headers: { ...call.headers, [name]: value }, mark: '' }),
    renew: () => false,
  };
}
