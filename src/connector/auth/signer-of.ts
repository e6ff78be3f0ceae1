import type { CompiledAuth } from '../compiled-connector.ts';
import { envelopedSession } from './enveloped-session.ts';
import { fixedHeader } from './fixed-header.ts';
import { oauth1 } from './oauth1.ts';
import { oauth2 } from './oauth2.ts';
import { session } from './session.ts';
import type { Signer, SignerParts } from './signer.ts';

type Makers = {
  readonly [K in CompiledAuth['kind']]: (method: Extract<CompiledAuth, { kind: K }>, parts: SignerParts) => Signer;
};

/** What signs nothing: nobody asks who calls, or an SSH connection has asked already. */
const unsigned: Signer = {
  sign: async ({ query, headers }) => ({ query, headers, mark: '' }),
  renew: () => false,
};

const MAKERS: Makers = {
  none: () => unsigned,
  // The file exchange uses them where it connects; a missing one is told before anything is sent.
  'ssh-key': ({ username, private_key: key, passphrase }, { credential }) => {
    for (const name of [username, key, ...(passphrase === undefined ? [] : [passphrase])]) credential(name);
    return unsigned;
  },
  'ssh-password': ({ username, password }, { credential }) => {
    for (const name of [username, password]) credential(name);
    return unsigned;
  },
  basic: ({ username, password }, { credential, redactor }) => {
    const pair = Buffer.from(`${credential(username)}:${credential(password)}`, 'utf8').toString('base64');
    redactor.learn(pair);
    return fixedHeader('Authorization', `Basic ${pair}`);
  },
  bearer: ({ token }, { credential }) => fixedHeader('Authorization', `Bearer ${credential(token)}`),
  header: ({ header, header_option: option, token }, { credential, options }) => {
    const named = option === undefined ? undefined : options[option];
    return fixedHeader(typeof named === 'string' && named !== '' ? named : header, credential(token));
  },
  'oauth2-client-credentials': oauth2,
  'oauth2-client-assertion': oauth2,
  'oauth2-password': oauth2,
  oauth1,
  session,
  'enveloped-session': envelopedSession,
};

/** The signer of a way to sign in. Throws CREDENTIAL_REFUSED when a credential is missing. */
export function signerOf(method: CompiledAuth, parts: SignerParts): Signer {
  return (MAKERS[method.kind] as (method: CompiledAuth, parts: SignerParts) => Signer)(method, parts);
}
