import type { AuthMethod } from '../../model/config.generated.ts';

/** Names of the credentials that a way to sign in asks for. */
export function credentialsOf(method: AuthMethod): string[] {
  switch (method.kind) {
    case 'none':
      return [];
    case 'ssh-key':
      return [method.username, method.private_key, ...(method.passphrase === undefined ? [] : [method.passphrase])];
    case 'ssh-password':
    case 'basic':
      return [method.username, method.password];
    case 'bearer':
    case 'header':
      return [method.token];
    case 'oauth2-client-credentials':
      return [method.client_id, method.client_secret, ...(method.username === undefined ? [] : [method.username])];
    case 'oauth2-client-assertion':
      return [method.client_id, method.key_id, method.private_key];
    case 'oauth2-password':
      return [method.client_id, method.client_secret, method.username, method.password];
    case 'oauth1':
      return [
        method.consumer_key,
        method.consumer_secret,
        ...(method.token === undefined ? [] : [method.token]),
        ...(method.token_secret === undefined ? [] : [method.token_secret]),
      ];
    case 'enveloped-session':
      return method.credentials;
    case 'session':
      return Object.values(method.login.body).filter((value) => !value.startsWith('$'));
  }
}
