import type { AuthMethod, ConnectorFile, RateLimit } from '../model/config.generated.ts';
import { durationMs } from '../model/duration.ts';
import { systemName } from '../model/names.ts';
import { compileCapabilities, type OperationNamed } from './compile-capability.ts';
import { compileNamed, compileOperations } from './compile-operation.ts';
import type {
  CompiledAuth,
  CompiledConnector,
  CompiledLimit,
  CompiledOperation,
  CompiledXml,
} from './compiled-connector.ts';
import { compileEvents } from './events/compile-events.ts';
import { type ConnectorProblem, type JsonPath, SourceCompiler } from './source-compiler.ts';

/**
 * Compiles a connector file that its schema has accepted, defaults filled. All mistakes in expressions, templates and
 * names come back as problems, with their path in the file; with problems the connector must not be opened.
 */
export function compileConnector(file: ConnectorFile): {
  readonly connector: CompiledConnector;
  readonly problems: readonly ConnectorProblem[];
} {
  const compiler = new SourceCompiler();
  const operations = compileOperations(file, compiler);
  const operationNamed = operationsBy(operations, compiler);
  const { reads, finds, writes } = compileCapabilities(file, operationNamed, compiler);
  const connector = Object.freeze<CompiledConnector>({
    system: systemName(file.connector),
    title: file.title,
    protocol: file.protocol,
    xml: compileXml(file, compiler),
    basePath: compiler.template(['base_path'], file.base_path),
    headers: compileNamed(file.headers, ['headers'], compiler),
    options: file.options,
    auth: file.auth.map((method, index) => compileAuth(method, ['auth', index], compiler)),
    limits: file.limits.map((limit, index) => compileLimit(limit, ['limits', index], compiler)),
    waitHeaders: file.retry_after.map(({ header, unit }) => ({ header: header.toLowerCase(), unit })),
    errors: {
      ...compiler.maybe('code', ['errors', 'code'], file.errors.code),
      ...compiler.maybe('message', ['errors', 'message'], file.errors.message),
    },
    references: new Map(
      Object.entries(file.references).map(([name, { operation, each, key, value, combine }]) => [
        name,
        {
          operation: operationNamed(operation, ['references', name, 'operation']),
          ...(each === undefined ? {} : { each: operationNamed(each, ['references', name, 'each']) }),
          key: compiler.expression(['references', name, 'key'], key),
          value: compiler.expression(['references', name, 'value'], value),
          combine,
        },
      ]),
    ),
    operations,
    reads,
    finds,
    writes,
    ...(file.events === undefined ? {} : { events: compileEvents(file.events, reads, operationNamed, compiler) }),
    ...(file.probe === undefined
      ? {}
      : {
          probe: {
            operation: operationNamed(file.probe.operation, ['probe', 'operation']),
            expect: compiler.expression(['probe', 'expect'], file.probe.expect),
            ...compiler.maybe('says', ['probe', 'says'], file.probe.says),
          },
        }),
  });
  for (const [document, items] of Object.entries(file.checklist)) {
    for (const [item, source] of Object.entries(items)) compiler.expression(['checklist', document, item], source);
  }
  return { connector, problems: compiler.problems };
}

function operationsBy(operations: ReadonlyMap<string, CompiledOperation>, compiler: SourceCompiler): OperationNamed {
  return (name, path) => {
    const known = operations.get(name);
    if (known !== undefined) return known;
    const names = [...operations.keys()].sort().join(', ');
    compiler.problem(path, `there is no operation "${name}"; there are ${names === '' ? 'none' : names}`);
    return missingOperation(name);
  };
}

/** Stands in for an operation that is not there, so that the rest can be compiled; calling it fails. */
function missingOperation(name: string): CompiledOperation {
  const fill = () => {
    throw new ReferenceError(`there is no operation "${name}"`);
  };
  return {
    name,
    method: 'GET',
    path: { source: '', asks: new Set(), fill },
    absolutePath: false,
    onlyReads: true,
    query: [],
    headers: [],
    verdicts: [],
    timeoutMs: 0,
    maxBytes: 0,
  };
}

function compileAuth(written: AuthMethod, path: JsonPath, compiler: SourceCompiler): CompiledAuth {
  switch (written.kind) {
    case 'oauth2-client-credentials':
    case 'oauth2-client-assertion':
    case 'oauth2-password': {
      const { token_url, scope, ...rest } = written;
      return {
        ...rest,
        tokenUrl: compiler.template([...path, 'token_url'], token_url),
        ...(scope === undefined ? {} : { scope: compiler.template([...path, 'scope'], scope) }),
      };
    }
    case 'session': {
      const { token, lifetime, expires_in, refresh, ...rest } = written;
      const off = written.sign_off;
      return {
        ...rest,
        loginPath: compiler.template([...path, 'login', 'path'], written.login.path),
        ...compiler.maybe('token', [...path, 'token'], token),
        ...compiler.maybe('expiresIn', [...path, 'expires_in'], expires_in),
        lifetimeMs: durationMs(lifetime),
        ...(refresh === undefined
          ? {}
          : {
              refresh: {
                method: refresh.method,
                path: compiler.template([...path, 'refresh', 'path'], refresh.path),
              },
            }),
        ...compiler.maybe('refreshBody', [...path, 'refresh', 'body'], refresh?.body),
        ...(typeof off === 'object' ? { offPath: compiler.template([...path, 'sign_off', 'path'], off.path) } : {}),
      };
    }
    case 'enveloped-session': {
      const { name, kind, credentials, hosts, login, lifetime } = written;
      const at = (part: string, source: string) => compiler.expression([...path, part], source);
      return {
        name,
        kind,
        credentials,
        hosts,
        loginPath: compiler.template([...path, 'login', 'path'], login.path),
        login: compiler.expression([...path, 'login', 'body'], login.body),
        session: at('session', written.session),
        ...compiler.maybe('refused', [...path, 'refused'], written.refused),
        ...compiler.maybe('says', [...path, 'says'], written.says),
        ...compiler.maybe('endpoint', [...path, 'endpoint'], written.endpoint),
        envelope: at('envelope', written.envelope),
        lifetimeMs: durationMs(lifetime),
      };
    }
    default:
      return written;
  }
}

function compileXml({ protocol, xml }: ConnectorFile, compiler: SourceCompiler): CompiledXml {
  if (protocol === 'xml' && xml === undefined)
    compiler.problem(
      ['protocol'],
      'a connector with `protocol: xml` says in `xml` which root element its answers have',
    );
  if (protocol !== 'xml' && xml !== undefined)
    compiler.problem(['xml'], 'only a connector with `protocol: xml` reads XML');
  return { root: xml?.root ?? '', lists: new Set(xml?.lists) };
}

function compileLimit(written: RateLimit, path: JsonPath, compiler: SourceCompiler): CompiledLimit {
  switch (written.kind) {
    case 'token-bucket': {
      const { kind, requests, per, burst } = written;
      return { kind, requests, perMs: durationMs(per), ...(burst === undefined ? {} : { burst }) };
    }
    case 'concurrency':
      return written;
    case 'cost':
      return {
        kind: written.kind,
        maximum: written.maximum,
        restorePerSecond: written.restore_per_second,
        estimate: written.estimate,
        available: compiler.expression([...path, 'available'], written.available),
        ...compiler.maybe('reportedMaximum', [...path, 'reported_maximum'], written.reported_maximum),
        ...compiler.maybe('reportedRestore', [...path, 'reported_restore'], written.reported_restore),
      };
  }
}
