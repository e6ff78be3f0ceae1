import { ExpressionError } from '../map/expression.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ConnectionName } from '../model/names.ts';
import { chosenWay } from './auth/chosen-way.ts';
import { signerOf } from './auth/signer-of.ts';
import type { Channel, Place } from './channel.ts';
import type { CompiledAuth, CompiledConnector } from './compiled-connector.ts';
import { givenPaths } from './given-path.ts';
import { HaltSwitch } from './halt-switch.ts';
import type { ConnectionPorts, ResolvedSettings } from './open-connection.ts';
import { OutageRest } from './outage-rest.ts';
import { percentEncode } from './percent-encode.ts';
import { protocolOf } from './protocol/protocols.ts';
import { limitsOf } from './rate-limits/limits-of.ts';
import { RequestGate } from './rate-limits/request-gate.ts';
import { createRedactor } from './redactor.ts';

const WEB_SCHEMES = ['http:', 'https:'];
const FILE_SCHEMES = ['sftp:', 'file:'];

/** Makes what all calls of a connection share. Throws as `openConnection` does. */
export function openChannel(settings: ResolvedSettings, connector: CompiledConnector, ports: ConnectionPorts): Channel {
  const { name, credentials, options } = settings;
  const { clock, http, random, report = () => undefined } = ports;
  const isFiles = connector.protocol === 'files';
  const url = addressOf(name, `the URL of "${name}"`, settings.url, isFiles ? FILE_SCHEMES : WEB_SCHEMES);
  const redactor = createRedactor(Object.values(credentials));
  // Of a place of files it is the root, which the exchange itself stands in.
  const own = isFiles ? { ...placeOf(url), urlPath: '' } : placeOf(url);
  const protocol = protocolOf(connector);
  const signer = signerOf(authMethod(settings, connector), {
    credential: (credential) => credentialNamed(settings, credential),
    options,
    url: `${own.origin}${own.urlPath}`,
    clock,
    http,
    redactor,
    protocol,
  });
  let basePath: string | undefined;
  return {
    connection: name,
    protocol,
    own,
    others: otherPlaces(settings, connector),
    paths: givenPaths(connector, options, name),
    basePath: () => {
      basePath ??= fillBasePath(connector, options, name);
      return basePath;
    },
    headers: connector.headers,
    errorPlaces: connector.errors,
    waitHeaders: connector.waitHeaders,
    options,
    signer,
    gate: new RequestGate(clock, limitsOf(connector.limits, settings.concurrency)),
    outage: new OutageRest(clock, random),
    halt: new HaltSwitch(),
    redactor,
    http,
    clock,
    report,
  };
}

const placeOf = (url: URL): Place => ({
  origin: `${url.protocol}//${url.host}`,
  urlPath: url.pathname.replace(/\/+$/, ''),
});

/** Addresses come from settings alone; credentials in one would end up in logs of others. */
function addressOf(connection: ConnectionName, what: string, written: string, schemes: readonly string[]): URL {
  const url = URL.parse(written);
  const invalid = (says: string) => new IntegrationError('OPTION_INVALID', `${what} ${says}`, { connection });
  if (url === null || !schemes.includes(url.protocol))
    throw invalid(`is no ${schemes.map((scheme) => scheme.slice(0, -1)).join(' or ')} address`);
  if (url.username !== '' || url.password !== '') throw invalid('holds credentials; put them under `credentials`');
  if (url.search !== '' || url.hash !== '') throw invalid('holds a query or a fragment');
  return url;
}

/** The further hosts of a system, by the option that names each. */
function otherPlaces({ name, options }: ResolvedSettings, { operations }: CompiledConnector): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { urlOption } of operations.values()) {
    const written = urlOption === undefined ? undefined : options[urlOption];
    if (urlOption === undefined || written === undefined || written === '') continue;
    const what = `the option "${urlOption}" of "${name}"`;
    places.set(urlOption, placeOf(addressOf(name, what, String(written), WEB_SCHEMES)));
  }
  return places;
}

function authMethod(settings: ResolvedSettings, connector: CompiledConnector): CompiledAuth {
  const { name, auth } = settings;
  const method = chosenWay(connector.auth, settings);
  if (method !== undefined) return method;
  const names = connector.auth.map((candidate) => candidate.name).join(', ');
  throw new IntegrationError(
    'OPTION_INVALID',
    `${connector.system} has no way to sign in called "${auth}"; there are ${names}`,
    {
      connection: name,
    },
  );
}

function credentialNamed({ name, credentials }: ResolvedSettings, credential: string): string {
  const value = Object.hasOwn(credentials, credential) ? credentials[credential] : undefined;
  if (value !== undefined && value !== '') return value;
  throw new IntegrationError('CREDENTIAL_REFUSED', `the connection "${name}" brings no credential "${credential}"`, {
    connection: name,
  });
}

function fillBasePath(
  { basePath }: CompiledConnector,
  options: Readonly<Record<string, unknown>>,
  connection: ConnectionName,
): string {
  try {
    return (basePath.fill({ options }, percentEncode) ?? '').replace(/\/+$/, '');
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new IntegrationError(
      'OPTION_INVALID',
      `the base path cannot be built: ${error.message}`,
      { connection },
      error,
    );
  }
}
