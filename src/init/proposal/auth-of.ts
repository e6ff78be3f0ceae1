import { type Fields, fieldsOf, type OpenApiDocument, textOf } from './openapi-document.ts';

/** Ways to sign in that a document states, in the connector’s terms. */
export function authOf(document: OpenApiDocument): Fields[] {
  const schemes = Object.entries(fieldsOf(fieldsOf(document.root.components).securitySchemes));
  return schemes.flatMap(([written, value]): Fields[] => {
    const scheme = document.resolve(value);
    const name = written
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .toLowerCase();
    const kind = textOf(scheme.scheme)?.toLowerCase();
    if (scheme.type === 'http' && kind === 'bearer') return [{ name, kind: 'bearer', token: 'token' }];
    if (scheme.type === 'http' && kind === 'basic')
      return [{ name, kind: 'basic', username: 'username', password: 'password' }];
    if (scheme.type === 'apiKey' && scheme.in === 'header')
      return [{ name, kind: 'header', header: textOf(scheme.name) ?? 'X-API-Key', token: 'api_key' }];
    const token = textOf(fieldsOf(fieldsOf(scheme.flows).clientCredentials).tokenUrl);
    return token === undefined
      ? []
      : [
          {
            name,
            kind: 'oauth2-client-credentials',
            token_url: token,
            client_id: 'client_id',
            client_secret: 'client_secret',
          },
        ];
  });
}
