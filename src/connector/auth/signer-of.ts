import type { CompiledAuth } from '../compiled-connector.ts';
import { fixedHeader } from './fixed-header.ts';
import { oauth1 } from './oauth1.ts';
import { oauth2 } from './oauth2.ts';
import { session } from './session.ts';
import type { Signer, SignerParts } from './signer.ts';

type Makers = {
  readonly [K in CompiledAuth['kind']]: (method: Extract<CompiledAuth, { kind: K }>, parts: SignerParts) => Signer;
};

const MAKERS: Makers = {
  basic: ({ username, password }, { credential, redactor }) => {
    const pair = Buffer.from(`${credential(username)}:${credential(password)}`, 'utf8').toString('base64');
    redactor.learn(pair);
    return fixedHeader('Authorization', `Basic ${pair}`);
  },
  bearer: ({ token }, { credential }) => fixedHeader('Authorization', `Bearer ${credential(token)}`),
  header: ({ header, token }, { credential }) => fixedHeader(header, credential(token)),
  'oauth2-client-credentials': oauth2,
  oauth1,
  session,
};

/** The signer of a way to sign in. Throws CREDENTIAL_REFUSED when a credential is missing. */
export function signerOf(method: CompiledAuth, parts: SignerParts): Signer {
  return (MAKERS[method.kind] as (method: CompiledAuth, parts: SignerParts) => Signer)(method, parts);
}
