import type { Expression } from '../map/expression.ts';
import type { Template } from '../map/template.ts';
import type {
  AuthMethod,
  ConnectionOption,
  EnvelopedSessionAuth,
  OAuth2ClientAssertionAuth,
  OAuth2ClientCredentialsAuth,
  OAuth2PasswordAuth,
  SessionAuth,
} from '../model/config.generated.ts';
import type { WriteCapability } from '../model/connection.ts';
import type { SystemName } from '../model/names.ts';
import type { CompiledEvents } from './events/compiled-events.ts';
import type { WaitHeader } from './retry-after.ts';
import type { CompiledRevision } from './revision/compiled-revision.ts';
import type { VerdictRow } from './verdict-row.ts';

/** A connector, compiled: no text is parsed any more, no name looked up that could be missing. */
export interface CompiledConnector {
  readonly system: SystemName;
  readonly title: string;
  readonly protocol: 'rest' | 'graphql' | 'odata' | 'files' | 'xml';
  /** Of `protocol: xml`. */
  readonly xml: CompiledXml;
  readonly basePath: Template;
  readonly headers: readonly NamedTemplate[];
  readonly options: Readonly<Record<string, ConnectionOption>>;
  readonly auth: readonly CompiledAuth[];
  readonly limits: readonly CompiledLimit[];
  readonly waitHeaders: readonly WaitHeader[];
  readonly errors: { readonly code?: Expression; readonly message?: Expression };
  readonly references: ReadonlyMap<string, CompiledReference>;
  readonly operations: ReadonlyMap<string, CompiledOperation>;
  /** By capability name: `order.read`. */
  readonly reads: ReadonlyMap<string, CompiledRead>;
  readonly finds: ReadonlyMap<string, CompiledFind>;
  readonly writes: ReadonlyMap<string, CompiledWrite>;
  readonly events?: CompiledEvents;
  readonly probe?: { readonly operation: CompiledOperation; readonly expect: Expression; readonly says?: Expression };
}

/** What is to be known of the XML that answers are. */
export interface CompiledXml {
  readonly root: string;
  /** Names of elements that are lists also where there is one of them. */
  readonly lists: ReadonlySet<string>;
}

export type NamedTemplate = readonly [name: string, template: Template];

export interface CompiledOperation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: Template;
  readonly absolutePath: boolean;
  /** The option that holds the path of this call, where it is set. */
  readonly pathOption?: string;
  /** The option that holds the URL of this call, where it is set. */
  readonly urlOption?: string;
  /** It asks and changes nothing: a GET, a GraphQL query, or what the connector says only reads. */
  readonly onlyReads: boolean;
  readonly query: readonly NamedTemplate[];
  readonly headers: readonly NamedTemplate[];
  readonly body?: Expression;
  /** Of a body that is text and not JSON. */
  readonly contentType?: string;
  readonly graphql?: string;
  readonly variables?: Expression;
  readonly cost?: number;
  readonly result?: Expression;
  readonly userErrors?: Expression;
  readonly proof?: Expression;
  readonly paging?: CompiledPaging;
  /** Its own rows, the connector's, the built-in ones: first match wins. */
  readonly verdicts: readonly VerdictRow[];
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export type CompiledPaging =
  | {
      readonly style: 'page-number';
      readonly first: number;
      readonly size: number;
      readonly totalPagesHeader?: string;
      readonly totalRecords?: Expression;
      readonly window: boolean;
    }
  | {
      readonly style: 'offset';
      readonly size: number;
      readonly window: boolean;
      readonly rows?: Expression;
      readonly totalRecords?: Expression;
    }
  | { readonly style: 'cursor'; readonly size: number; readonly next: Expression }
  | { readonly style: 'next-link'; readonly size: number; readonly next?: Expression }
  | { readonly style: 'files' };

export type CompiledAuth =
  | Exclude<
      AuthMethod,
      OAuth2ClientCredentialsAuth | OAuth2ClientAssertionAuth | OAuth2PasswordAuth | SessionAuth | EnvelopedSessionAuth
    >
  | (Omit<OAuth2ClientCredentialsAuth, 'token_url' | 'scope'> & OAuth2Templates)
  | (Omit<OAuth2ClientAssertionAuth, 'token_url' | 'scope'> & OAuth2Templates)
  | (Omit<OAuth2PasswordAuth, 'token_url' | 'scope'> & OAuth2Templates)
  | (Omit<SessionAuth, 'token' | 'lifetime' | 'expires_in' | 'refresh'> & {
      readonly loginPath: Template;
      readonly token?: Expression;
      readonly expiresIn?: Expression;
      readonly lifetimeMs: number;
      readonly refresh?: { readonly method: 'POST' | 'PUT'; readonly path: Template };
      readonly refreshBody?: Expression;
      /** Where `sign_off` is more than a path. */
      readonly offPath?: Template;
    })
  | (Pick<EnvelopedSessionAuth, 'name' | 'kind' | 'credentials' | 'hosts'> & {
      readonly loginPath: Template;
      readonly login: Expression;
      readonly session: Expression;
      readonly refused?: Expression;
      readonly says?: Expression;
      readonly endpoint?: Expression;
      readonly envelope: Expression;
      readonly lifetimeMs: number;
    });

interface OAuth2Templates {
  readonly tokenUrl: Template;
  readonly scope?: Template;
}

export type CompiledLimit =
  | { readonly kind: 'token-bucket'; readonly requests: number; readonly perMs: number; readonly burst?: number }
  | { readonly kind: 'concurrency'; readonly most: number }
  | {
      readonly kind: 'cost';
      readonly maximum: number;
      readonly restorePerSecond: number;
      readonly estimate: number;
      readonly available: Expression;
      readonly reportedMaximum?: Expression;
      readonly reportedRestore?: Expression;
    };

export interface CompiledReference {
  readonly operation: CompiledOperation;
  readonly each?: CompiledOperation;
  readonly key: Expression;
  readonly value: Expression;
  readonly combine: 'refuse' | 'sum' | 'collect';
}

/** A field of each record that comes from a reference list. */
/** From a list, or by reading: exactly one of the two. */
export interface CompiledJoin {
  readonly field: string;
  readonly list?: string;
  readonly read?: CompiledOperation;
  readonly key: Expression;
}

export interface CompiledRead {
  readonly list: CompiledOperation;
  /** Read behind it: what the system keeps in another place. */
  readonly also: readonly CompiledOperation[];
  readonly each?: CompiledOperation;
  readonly one?: CompiledOperation;
  readonly key: Expression;
  readonly label?: Expression;
  readonly join: readonly CompiledJoin[];
  /** The records in what was read, where that holds several. */
  readonly split?: Expression;
  readonly cursor: CompiledCursor;
}

export type WrittenAs = 'iso' | 'iso-seconds' | 'iso-seconds-no-zone' | 'date';

export type CompiledCursor =
  | {
      readonly kind: 'timestamp';
      readonly field: Expression;
      readonly zone: string;
      readonly overlapMs: number;
      readonly writeAs: WrittenAs;
      readonly ascending: boolean;
    }
  | { readonly kind: 'sequence'; readonly field: Expression; readonly overlapNumbers: number }
  | { readonly kind: 'scan'; readonly field?: Expression; readonly zone: string };

export interface CompiledFind {
  readonly name: string;
  readonly operations: readonly CompiledOperation[];
  readonly join: readonly CompiledJoin[];
  readonly same: Expression;
  readonly id: Expression;
  readonly number?: Expression;
  readonly keep?: Expression;
}

export interface CompiledWrite {
  readonly capability: WriteCapability;
  readonly find?: CompiledFind;
  readonly create: readonly CompiledStep[];
  readonly update: readonly CompiledStep[];
  /** What comes before the update steps where a record that stands is revised. */
  readonly revision?: CompiledRevision;
  readonly result?: { readonly id: Expression; readonly number?: Expression };
}

export interface CompiledStep {
  readonly name: string;
  readonly operation: CompiledOperation;
  readonly when?: Expression;
  readonly forEach?: Expression;
  readonly repeatIsSafe: boolean;
  readonly keep?: Expression;
}
