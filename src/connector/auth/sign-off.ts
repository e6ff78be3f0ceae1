import type { Grant, Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import type { Signer, SignerParts } from './signer.ts';

/** The call that ends a session. */
export interface OffCall<G extends Grant> {
  readonly method: 'POST' | 'DELETE';
  readonly path: (held: G) => string;
}

/**
 * How a signer ends the session that it holds: `call` without a body, signed as every call is. Nothing where the system
 * need not be told. `signOff` rejects with a SignInFailure when the system does not say that it heard.
 */
export function signingOff<G extends Grant>(
  parts: SignerParts,
  call: OffCall<G> | undefined,
  grants: Renewable<G>,
  header: (held: G) => readonly [name: string, value: string],
): Pick<Signer, 'signOff'> {
  if (call === undefined) return {};
  return {
    signOff: async () => {
      const held = grants.take();
      if (held === undefined) return;
      await signInCall(parts, {
        method: call.method,
        url: new URL(`${parts.url}${call.path(held)}`),
        contentType: 'application/json',
        body: '',
        headers: Object.fromEntries([header(held)]),
        doing: 'signing off',
      });
    },
  };
}
