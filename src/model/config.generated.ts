/* Generated from schemas/config by scripts/generate-types.ts. Change the schema, then run `npm run generate`. */

/**
 * Cases of one mapping, beside it: `order.to.cases.yaml` for `order.to.jsonata`. They run with every `check`.
 * 
 * Items: One case: what goes in, and exactly one of what comes out or why it is refused.
 */
export type CasesFile = MappingCase[]
/**
 * One way to sign in. The values of `username`, `token`, `client_id` … are names of credentials that the connection brings by reference.
 */
export type AuthMethod = (BasicAuth | BearerAuth | HeaderAuth | OAuth2ClientCredentialsAuth | OAuth2ClientAssertionAuth | OAuth2PasswordAuth | OAuth1Auth | SessionAuth | EnvelopedSessionAuth | NoAuth | SshKeyAuth | SshPasswordAuth)
/**
 * One limit.
 */
export type RateLimit = (TokenBucketLimit | ConcurrencyLimit | CostLimit)
/**
 * How a list goes on.
 */
export type Paging = (PageNumberPaging | OffsetPaging | CursorPaging | NextLinkPaging | FilePaging)
/**
 * One thing that the system can do: a read, a find, or a write (write, revise, cancel, delete).
 */
export type Capability = (ReadCapability | FindCapability | WriteCapability)
/**
 * How to ask for what changed since the last time.
 */
export type CursorRule = (TimestampCursor | SequenceCursor | ScanCursor)
/**
 * How a message proves that it comes from the system. Compared in constant time; a message without proof is refused, and nothing of it is kept.
 */
export type EventSignature = (HmacSignature | StandardWebhooksSignature | SharedTextSignature)

/**
 * One record that a pipe carried, as received, and what the pipe made of it. Written by `pipewright capture`, beside the scenario that holds the pipe to it.
 */
export interface CapturedFile {
/**
 * Version of this format.
 */
format: 1
/**
 * The pipe that carried the record.
 */
pipe: string
/**
 * What people call the record: the order number.
 */
label: string
/**
 * When it was taken out of the ledger, as an instant in UTC.
 */
captured_at: string
/**
 * `stand-ins`: personal data was replaced, in record and payload by the same. `none`: the data was fictional from the start.
 */
redaction: ("none" | "stand-ins")
/**
 * State of the delivery when it was captured.
 */
state: string
/**
 * The record on the target, as the target’s answer named it.
 */
answer?: CapturedAnswer
/**
 * The record as its source sent it.
 */
record: unknown
/**
 * What the mapping was handed besides: the form is that of `with` in mapping cases.
 */
with: CapturedWith
/**
 * What was sent. `‹…›` stands for what only the target knew.
 */
payload?: unknown
/**
 * Code of the reason for which nothing was sent.
 */
held?: string
}
/**
 * The record on the target, as the target’s answer named it.
 */
export interface CapturedAnswer {
/**
 * Id on the target.
 */
id: string
/**
 * Number on the target.
 */
number?: string
}
/**
 * What the mapping was handed besides: the form is that of `with` in mapping cases.
 */
export interface CapturedWith {
/**
 * Records on the target that the payload refers to, by document.
 */
needs?: {
[k: string]: CapturedReference
}
target?: CapturedReference
/**
 * Entries of the target’s reference lists that the mapping asked for: list, code, entry.
 */
references?: {
[k: string]: Record<string, unknown>
}
}
export interface CapturedReference {
/**
 * Id on the target.
 */
id: string
/**
 * Number on the target.
 */
number?: string
/**
 * What the connector keeps of it.
 */
kept?: unknown
}
/**
 * One case: what goes in, and exactly one of what comes out or why it is refused.
 */
export interface MappingCase {
/**
 * A sentence that says what must hold.
 */
name: string
/**
 * The input, written here.
 */
given?: unknown
/**
 * The input: a JSON file, path from the cases file.
 */
given_file?: string
/**
 * JSONata applied to the input first, to vary a shared file.
 */
change?: string
/**
 * What the engine would hand in.
 */
with: CaseSurroundings
/**
 * The whole output.
 */
expect?: unknown
/**
 * Part of the output: every key and list item written here must be there; lists must have the same length.
 */
includes?: unknown
/**
 * Code of the hold that the mapping asks for with `$hold(code, reason)`, or code of a JSONata error.
 */
refuse?: string
}
/**
 * What the engine would hand in.
 */
export interface CaseSurroundings {
/**
 * Options of the connection, `$options`.
 */
options: Record<string, unknown>
/**
 * Resolved needs, `$needs`, e.g. `customer: { id, number }`.
 */
needs: Record<string, unknown>
/**
 * The linked record, `$target`.
 */
target?: Record<string, unknown>
/**
 * Table to key to value, for `$lookup`.
 */
lookups: {
[k: string]: Record<string, unknown>
}
/**
 * List to key to value, for `$reference`.
 */
references: {
[k: string]: Record<string, unknown>
}
}
/**
 * What one system was asked in one scenario, and what it answered. Written by `pipewright record`, replayed by `pipewright test`; may be written by hand.
 */
export interface CassetteFile {
/**
 * Version of this format.
 */
format: 1
/**
 * Whose answers these are: the name of its connector.
 */
system: string
/**
 * Version of the system’s API, as its connector’s base path names it. A cassette of another version is refused.
 */
api_version: string
/**
 * When the exchanges took place, as an instant in UTC.
 */
recorded_at: string
/**
 * `live`: a real system answered. `twin`: a local stand-in did. `hand`: a person wrote it.
 */
from: ("live" | "twin" | "hand")
/**
 * `stand-ins`: credentials are gone and personal data was replaced. `none`: the data was fictional from the start.
 */
redaction: ("none" | "stand-ins")
/**
 * SHA-256 over the connector and its schemas as they were: another one means that the bodies were recorded against an older description.
 */
schema_hash?: string
/**
 * The day after which it has to be recorded again. What a twin answered may go without, because it changes only with the twin.
 */
expires?: string
/**
 * The instant at which the scenario runs, as an instant in UTC.
 */
clock: string
/**
 * SHA-256 over the Given and When steps that led to it, text and tables. When the scenario says something else by now, the cassette is refused.
 */
given_hash?: string
/**
 * The systems at the other end for which it was recorded. With any other one it is refused.
 */
partners: string[]
/**
 * What was asked and answered, in order.
 */
exchanges: CassetteExchange[]
}
/**
 * One request, and what became of it.
 */
export interface CassetteExchange {
/**
 * Takes place only with these partners. Without it: with all of them.
 */
for?: string[]
request: CassetteRequest
response?: CassetteResponse
/**
 * No whole answer came, and why.
 */
failure?: ("refused" | "unresolved" | "unreachable" | "connect-timeout" | "tls" | "reset" | "truncated" | "timeout")
/**
 * What differs by partner: JSON pointer from here (`/request/json/externalDocumentNumber`) to the value with each partner. A partner that is not listed there has no such value.
 */
varies?: {
[k: string]: Record<string, unknown>
}
}
/**
 * What was asked. At most one of json, form, text and base64; a path, unless it is a sign-in.
 */
export interface CassetteRequest {
/**
 * HTTP method.
 */
method: string
/**
 * The call that fetches a token or opens a session. Nothing else of it is kept, and any sign-in of the connection is answered by it.
 */
sign_in?: true
/**
 * Path as it goes over the wire, after the API’s base path; `{{url}}` stands before one outside of it.
 */
path?: string
/**
 * Parameters, decoded; a list where a name is there several times.
 */
query?: {
[k: string]: string | string[]
}
/**
 * Those that the connector knows of, names in lower case.
 */
headers?: {
[k: string]: string
}
/**
 * Body, when it is JSON.
 */
json?: unknown
/**
 * Body, when it is a form.
 */
form?: {
[k: string]: string | string[]
}
/**
 * Body, when it is any other text.
 */
text?: string
/**
 * Body, when it is not text.
 */
base64?: string
}
/**
 * What was answered. At most one of json, text and base64. `{{base}}` stands for the address of the API, `{{url}}` for that of the connection.
 */
export interface CassetteResponse {
/**
 * HTTP status.
 */
status: number
/**
 * Those that the connector knows of, names in lower case.
 */
headers?: {
[k: string]: string
}
/**
 * Values of set-cookie.
 */
cookies?: string[]
/**
 * Body, when it is JSON.
 */
json?: unknown
/**
 * Body, when it is any other text.
 */
text?: string
/**
 * Body, when it is not text.
 */
base64?: string
}
/**
 * Everything that Pipewright knows of one system: how to sign in, which calls there are, how lists are paged, what answers mean, how fast one may ask, and what the system can do in the common vocabulary. Data only: no code.
 */
export interface ConnectorFile {
/**
 * Version of this file format. Older files are upgraded when they are loaded.
 */
format: 1
/**
 * Name of the system, the same as its folder: `connectors/<name>/connector.yaml`.
 */
connector: string
/**
 * The product's name as its vendor writes it.
 */
title: string
/**
 * One or two sentences: product, API and version that this file speaks to.
 */
summary?: string
/**
 * Which side of an integration the system stands on.
 */
role: ("shop" | "erp")
/**
 * `rest`: JSON over HTTP. `odata`: JSON with `value` lists and `@odata.nextLink`. `graphql`: one POST path, errors inside a 200. `xml`: a tree of XML in either direction, see `xml`. `files`: rows in files over SFTP or in a folder, see `layouts`.
 */
protocol: ("rest" | "graphql" | "odata" | "xml" | "files")
/**
 * Put between the connection's URL and each operation's path. May use `{$options.…}`.
 */
base_path: string
/**
 * Sent with every call.
 */
headers: {
/**
 * Text with JSONata in braces: `/orders/{$target.id}`. What an expression yields is percent-encoded, so a record can never choose a host or another path.
 */
[k: string]: string
}
/**
 * What a connection may or must set besides its URL and credentials. Mappings and templates read them as `$options.<name>`.
 */
options: {
[k: string]: ConnectionOption
}
/**
 * The first one whose credentials the connection brings is used, unless it names another with `auth:`.
 */
auth: AuthMethod[]
/**
 * How fast and how much at once the system may be asked. All of them hold together, over all pipes of the connection.
 */
limits: RateLimit[]
/**
 * Headers of the system's own in which it says how long to wait, where it has not the standard `Retry-After`. The first that an answer has counts.
 * 
 * Items: One header that holds a time to wait.
 */
retry_after: RetryAfterHeader[]
/**
 * How to find the system's own error code and message in the body of an answer. Defaults follow the protocol.
 */
errors: {
/**
 * JSONata over the body: the machine-readable code.
 */
code?: string
/**
 * JSONata over the body: the text for people.
 */
message?: string
}
/**
 * What an answer means, first match wins. Rows of an operation come before these, the built-in table after them.
 */
verdicts: VerdictRow[]
/**
 * For `protocol: files`: how the rows of each kind of file are written. An operation names one with `?layout=`.
 */
layouts: {
[k: string]: FileLayout
}
/**
 * For `protocol: xml`: how answers are read. An element is a member by its name, its text is text as it is written, one without content is empty text. Attributes are members `@name`; the text of an element that has some is `#text`. What an operation's `body` yields is written by the same rules: members in their order, a list as repeated elements, null as an empty element, nothing left out.
 */
xml?: XmlAnswers
/**
 * Small code lists of the system that mappings translate with `$reference('<list>', '<key>')`. Read once per run, and once more when a key is missing, before a record is held for it.
 */
references: {
/**
 * One code list: which call reads it, and which two of its fields translate into one another.
 */
[k: string]: {
/**
 * The list operation that reads all entries.
 */
operation: string
/**
 * When the list is not enough: the operation that reads one entry, with `$item` what the list has of it.
 */
each?: string
/**
 * JSONata over one entry: what a mapping asks with. A list of keys puts the entry under each of them.
 */
key: string
/**
 * JSONata over one entry: what the mapping gets.
 */
value: string
/**
 * What several entries with one key mean. refuse: the list is wrong when their values differ. sum: their values are decimals that add up. collect: the values of all of them, as a list.
 */
combine: ("refuse" | "sum" | "collect")
}
}
/**
 * The calls of the API that the capabilities use, each with the evidence that it exists as written here.
 */
operations: {
[k: string]: Operation
}
/**
 * What the system can do in the common vocabulary, `<document>.<verb>`: `order.read`, `order.find`, `order.write`, `order.cancel`, `stock.read`, `order-reference.write` …
 */
capabilities: {
[k: string]: Capability
}
events?: ConnectorEvents
probe?: Probe
/**
 * Where each checklist item stands in the system's own document: JSONata over the native document, by document kind and item id. The acceptance suite and the demo compare the two sides through these.
 */
checklist: {
/**
 * Checklist item, or item and part (`ORD-06.total`), to JSONata.
 */
[k: string]: {
/**
 * A JSONata expression.
 */
[k: string]: string
}
}
/**
 * What is assumed here and has to be found out. `check` tells each until it is taken away.
 * 
 * Items: One thing that nobody has confirmed yet.
 */
open_questions: OpenQuestion[]
/**
 * What a person does in the system itself before the first call: the page docs/systems/<connector>.md is made from it.
 */
setup: ConnectorSetup
/**
 * Checklist item or capability to a sentence: what is missing and how it is bridged.
 */
gaps: {
[k: string]: string
}
}
/**
 * One option of a connection.
 */
export interface ConnectionOption {
/**
 * JSON type of the value.
 */
type: ("string" | "number" | "boolean" | "object" | "array")
/**
 * What it is for, and where to find the value.
 */
description: string
/**
 * Whether a connection must set it.
 */
required: boolean
/**
 * Used when the connection does not set it.
 */
default?: unknown
/**
 * The only values allowed.
 */
enum?: unknown[]
/**
 * Values as one would write them.
 */
examples?: unknown[]
}
/**
 * HTTP Basic (RFC 7617).
 */
export interface BasicAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * HTTP Basic.
 */
kind: "basic"
/**
 * Name of the credential.
 */
username: string
/**
 * Name of the credential.
 */
password: string
}
/**
 * A fixed token in the Authorization header (RFC 6750).
 */
export interface BearerAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Bearer token.
 */
kind: "bearer"
/**
 * Name of the credential.
 */
token: string
}
/**
 * A fixed key in a header of the system's own.
 */
export interface HeaderAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Key in a header.
 */
kind: "header"
/**
 * Name of the header.
 */
header: string
/**
 * Name of a connection option that, when set, names the header in place of `header`.
 */
header_option?: string
/**
 * Name of the credential.
 */
token: string
}
/**
 * OAuth 2 client credentials (RFC 6749 §4.4). The token is cached until shortly before it expires and fetched anew once when the system says that it is no longer good.
 */
export interface OAuth2ClientCredentialsAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * OAuth 2 client credentials.
 */
kind: "oauth2-client-credentials"
/**
 * Absolute, or a path on the connection's own URL. May use `{$options.…}`.
 */
token_url: string
/**
 * Name of a connection option that, when set, replaces `token_url` (sovereign clouds, twins).
 */
token_url_option?: string
/**
 * Name of the credential.
 */
client_id: string
/**
 * Name of the credential.
 */
client_secret: string
/**
 * Name of the credential that is sent as `username`, where a system asks as whom the client acts. Not set: nobody is named.
 */
username?: string
/**
 * `body`: as fields of the form. `basic`: by HTTP Basic, which RFC 6749 §2.3.1 prefers.
 */
client_authentication: ("body" | "basic")
/**
 * Sent as `scope` when given. May use `{$options.…}`.
 */
scope?: string
/**
 * Header that carries the token; a header other than Authorization gets the bare token.
 */
header: string
}
/**
 * OAuth 2 client credentials of a client that proves itself by a JWT, signed with a key whose certificate the system knows (RFC 7523 §2.2). The token is cached until shortly before it expires and fetched anew once when the system says that it is no longer good.
 */
export interface OAuth2ClientAssertionAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * OAuth 2 by a signed JWT.
 */
kind: "oauth2-client-assertion"
/**
 * Absolute, or a path on the connection's own URL; whole, it is the audience of the JWT. May use `{$options.…}`.
 */
token_url: string
/**
 * Name of a connection option that, when set, replaces `token_url` (sovereign clouds, twins).
 */
token_url_option?: string
/**
 * Name of the credential; the issuer of the JWT.
 */
client_id: string
/**
 * Name of the credential: what the system calls the certificate, the `kid` of the JWT.
 */
key_id: string
/**
 * Name of the credential: the key in PEM form.
 */
private_key: string
/**
 * How the JWT is signed (RFC 7518): `PS…` with an RSA key, `ES…` with one of an elliptic curve.
 */
algorithm: ("PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512")
/**
 * Name of a connection option that, when set, replaces `algorithm`.
 */
algorithm_option?: string
/**
 * A claim of the JWT when given. May use `{$options.…}`.
 */
scope?: string
/**
 * Header that carries the token; a header other than Authorization gets the bare token.
 */
header: string
}
/**
 * OAuth 2 with a user's name and password (RFC 6749 §4.3), for systems that have no other grant without a browser. The token is cached until shortly before it expires and fetched anew once when the system says that it is no longer good.
 */
export interface OAuth2PasswordAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * OAuth 2 password grant.
 */
kind: "oauth2-password"
/**
 * Absolute, or a path on the connection's own URL. May use `{$options.…}`.
 */
token_url: string
/**
 * Name of a connection option that, when set, replaces `token_url` (sovereign clouds, twins).
 */
token_url_option?: string
/**
 * Name of the credential.
 */
client_id: string
/**
 * Name of the credential.
 */
client_secret: string
/**
 * Name of the credential.
 */
username: string
/**
 * Name of the credential.
 */
password: string
/**
 * Sent as `scope` when given. May use `{$options.…}`.
 */
scope?: string
/**
 * Header that carries the token; a header other than Authorization gets the bare token.
 */
header: string
/**
 * Path on the connection's own URL that ends the session: POST, signed like every call. Called when a run ends, so that no licence seat stays taken. Without it, sessions end by themselves.
 */
sign_off?: string
}
/**
 * OAuth 1.0a signature (RFC 5849), one-legged when no token is named.
 */
export interface OAuth1Auth {
/**
 * What a connection calls it.
 */
name: string
/**
 * OAuth 1.0a.
 */
kind: "oauth1"
/**
 * Name of the credential.
 */
consumer_key: string
/**
 * Name of the credential.
 */
consumer_secret: string
/**
 * Name of the credential.
 */
token?: string
/**
 * Name of the credential.
 */
token_secret?: string
/**
 * Signature method.
 */
signature: ("HMAC-SHA256" | "HMAC-SHA1")
/**
 * Name of the connection option whose value is sent as realm.
 */
realm?: string
/**
 * Where the OAuth parameters travel.
 */
place: ("query" | "header")
}
/**
 * A login call whose cookie or token is sent with every later call, and repeated once when the session has ended.
 */
export interface SessionAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Session login.
 */
kind: "session"
/**
 * The call that opens a session.
 */
login: {
/**
 * HTTP method.
 */
method: ("POST" | "GET" | "PUT")
/**
 * Path on the connection's URL, without the base path.
 */
path: string
/**
 * Field to the name of a credential, to `$options.<name>`, or to a text in single quotes.
 */
body: {
[k: string]: string
}
}
/**
 * JSONata over the login's body. Without it the cookies of the answer are the session.
 */
token?: string
/**
 * Header that carries the token.
 */
header: string
/**
 * Name of a connection option that, when set, names the header in place of `header`.
 */
header_option?: string
/**
 * Put before the token.
 */
prefix: string
/**
 * Name of a connection option that, when set, is put before the token in place of `prefix`.
 */
prefix_option?: string
/**
 * After this time the session is refreshed, or a new one opened, without waiting for a refusal.
 */
lifetime: string
/**
 * JSONata over the login's body: for how many seconds the session is good, where the answer says so. `lifetime` where it does not.
 */
expires_in?: string
/**
 * The call that revives a session which has ended, so that no second one takes a seat beside it. Its answer may bring a new token, else the old one is good again. Where it is refused, a new session is opened.
 */
refresh?: {
/**
 * HTTP method.
 */
method: ("POST" | "PUT")
/**
 * Path on the connection's URL, without the base path.
 */
path: string
/**
 * JSONata over the answer of the login, with what refreshes since have brought anew.
 */
body: string
}
/**
 * What ends the session, signed like every call. Called when a run ends, so that no licence seat stays taken. Without it, sessions end by themselves.
 */
sign_off?: (string | SessionSignOff)
}
/**
 * Another call than a POST, or one whose path names the session.
 */
export interface SessionSignOff {
/**
 * HTTP method.
 */
method: ("POST" | "DELETE")
/**
 * Path on the connection's own URL. `$session` is the answer of the login, with what refreshes since have brought anew.
 */
path: string
}
/**
 * A session that stands in the body of each call, with whatever else says there who asks: for gateways that take one document a call. The login is such a call itself; one session serves all callers and is opened anew when the system says that it is over (verdict `re-authenticate`).
 */
export interface EnvelopedSessionAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Session inside the body.
 */
kind: "enveloped-session"
/**
 * Names of the credentials that `login` and `envelope` read as `$credentials.<name>`.
 * 
 * Items: Lower-case words joined by `_`.
 */
credentials: string[]
/**
 * The call that opens a session: a POST.
 */
login: {
/**
 * Path on the connection's URL, without the base path.
 */
path: string
/**
 * JSONata for what the login says, with `$credentials` and `$options`.
 */
body: string
}
/**
 * JSONata over the login's answer: the id of the session, as text. Where it yields nothing, the login did not work.
 */
session: string
/**
 * JSONata over the login's answer: true where it says that the credentials are no good, so that the connection is halted. Otherwise a login that did not work is tried again.
 */
refused?: string
/**
 * JSONata over the answer of a login that did not work: why, for people. Credentials are taken out of it.
 */
says?: string
/**
 * JSONata over the login's answer: the address that the calls of this session go to, where the system names one. Its host must be the connection's own or one of `hosts`, and its scheme the connection's own.
 */
endpoint?: string
/**
 * Hosts that an endpoint may be on besides the connection's own; `*.example.com` stands for all below a domain.
 */
hosts: string[]
/**
 * JSONata over what the operation's `body` yields: the body as it is sent. It sees `$session`, `$credentials` and `$options`.
 */
envelope: string
/**
 * After so long without a call a new session is opened without waiting for a refusal: each call prolongs it.
 */
lifetime: string
}
/**
 * Nobody signs in: a folder on this machine, or a service on a closed network.
 */
export interface NoAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * No sign-in.
 */
kind: "none"
}
/**
 * SFTP with a key pair (RFC 4252 §7). The server proves itself by the fingerprint in the connection's option `host_key`.
 */
export interface SshKeyAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Key pair.
 */
kind: "ssh-key"
/**
 * Name of the credential.
 */
username: string
/**
 * Name of the credential.
 */
private_key: string
/**
 * Name of the credential.
 */
passphrase?: string
}
/**
 * SFTP with a password (RFC 4252 §8). The server proves itself by the fingerprint in the connection's option `host_key`.
 */
export interface SshPasswordAuth {
/**
 * What a connection calls it.
 */
name: string
/**
 * Password.
 */
kind: "ssh-password"
/**
 * Name of the credential.
 */
username: string
/**
 * Name of the credential.
 */
password: string
}
/**
 * So many requests in a sliding time.
 */
export interface TokenBucketLimit {
/**
 * Requests per time.
 */
kind: "token-bucket"
/**
 * How many.
 */
requests: number
/**
 * In which time.
 */
per: string
/**
 * How many may be asked at once after a rest. As many as `requests` when not given.
 */
burst?: number
}
/**
 * So many requests at once.
 */
export interface ConcurrencyLimit {
/**
 * Requests at once.
 */
kind: "concurrency"
/**
 * How many.
 */
most: number
}
/**
 * A budget of points that refills with time and that every answer reports.
 */
export interface CostLimit {
/**
 * Points.
 */
kind: "cost"
/**
 * Size of the full budget until an answer tells.
 */
maximum: number
/**
 * Points regained a second until an answer tells.
 */
restore_per_second: number
/**
 * Points that a call is taken to cost before it is made, unless the operation states its own.
 */
estimate: number
/**
 * JSONata over the body: points left.
 */
available: string
/**
 * JSONata over the body: size of the full budget.
 */
reported_maximum?: string
/**
 * JSONata over the body: points regained a second.
 */
reported_restore?: string
}
/**
 * One header that holds a time to wait.
 */
export interface RetryAfterHeader {
/**
 * Name of the header.
 */
header: string
/**
 * What its number counts.
 */
unit: ("seconds" | "milliseconds")
}
/**
 * One row of the table that says what an answer means. All conditions given must hold.
 */
export interface VerdictRow {
/**
 * HTTP status, several, or a class such as `5xx`.
 */
status?: (number | string | number[])
/**
 * The system's own error code, or several.
 */
code?: (string | string[])
/**
 * JSONata over the body that must be true. `$text` is the answer as it came where it cannot be read.
 */
when?: string
/**
 * success: done. absent: what was asked for is not there. retry: try again later. rate-limited: wait as told, then try again. re-authenticate: sign in anew, once, then try again. look-up: it may have happened, find out before anything else. reject: this record will never be accepted as it is. halt: nothing will be accepted until a person acts. partial: some of it happened.
 */
then: ("success" | "absent" | "retry" | "rate-limited" | "re-authenticate" | "look-up" | "reject" | "halt" | "partial")
/**
 * Why, for whoever reads the table.
 */
note?: string
}
/**
 * How the rows of one kind of file are written. A connection may change everything but the names of the columns with its option `layouts`.
 */
export interface FileLayout {
/**
 * `csv`: RFC 4180 with a header row. `fixed`: lines of fixed width, without a header. `xml`: one element a row, with one element a column.
 */
format: ("csv" | "fixed" | "xml")
/**
 * Character set. A character that it does not have is refused, never replaced.
 */
encoding: ("utf-8" | "windows-1252" | "iso-8859-1")
/**
 * Between the columns of `csv`.
 */
delimiter: string
/**
 * Element around the rows of `xml`.
 */
root: string
/**
 * Element of one row of `xml`.
 */
record: string
/**
 * In the order in which they are written. A file that is read may have more, and in any order where it has a header.
 */
columns: FileColumn[]
}
/**
 * One column.
 */
export interface FileColumn {
/**
 * What mappings and rows call it; what files call it as well, unless the connection's option `layouts` says otherwise.
 */
name: string
/**
 * Whether every row must have a value.
 */
required: boolean
/**
 * In characters. A longer value is refused, never cut.
 */
longest?: number
/**
 * In characters, for `fixed`.
 */
width?: number
/**
 * For `fixed`: on which side the value stands; the rest is filled with spaces.
 */
align: ("left" | "right")
}
/**
 * For `protocol: xml`: how answers are read. An element is a member by its name, its text is text as it is written, one without content is empty text. Attributes are members `@name`; the text of an element that has some is `#text`. What an operation's `body` yields is written by the same rules: members in their order, a list as repeated elements, null as an empty element, nothing left out.
 */
export interface XmlAnswers {
/**
 * Of every answer of the system. Anything else, such as a page of HTML, is no answer of it.
 */
root: string
/**
 * Names of elements that are a list also where there is one of them. What repeats is a list in any case.
 */
lists: string[]
}
/**
 * One call. Templates and expressions see `$payload` (what the mapping made), `$document`, `$target` (the record found or linked on the other side), `$steps`, `$item`, `$since`, `$page`, `$key` and `$options`; a read sees besides `$called_at`, the moment of the call in UTC, for systems that answer as of a day.
 */
export interface Operation {
/**
 * What the call does.
 */
summary?: string
/**
 * HTTP method. GraphQL calls are always POST.
 */
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
/**
 * Path after the base path; starts with `/`.
 */
path: string
/**
 * The call changes nothing though its method is not GET: a query that travels in a body. As a step of a write it is made again each time, and a lost answer is simply asked for again.
 */
only_reads: boolean
/**
 * The path stands on the connection's URL itself, not on the base path.
 */
absolute_path: boolean
/**
 * Name of a connection option that, when set, holds the path of this call, with its query if it has one: a template as `path` is. For systems whose paths each installation has otherwise. With no `path`, a connection without the option cannot make the call, and `check` says so.
 */
path_option?: string
/**
 * Name of a connection option that, when set, is the URL which this call's path stands on, in place of the connection's own and its base path: for systems whose API is spread over several hosts. Only settings choose a host, never a record.
 */
url_option?: string
/**
 * Parameter to template. A parameter whose template yields nothing is left out.
 */
query: {
[k: string]: string | number | boolean
}
/**
 * Sent besides the connector's.
 */
headers: {
/**
 * Text with JSONata in braces: `/orders/{$target.id}`. What an expression yields is percent-encoded, so a record can never choose a host or another path.
 */
[k: string]: string
}
/**
 * JSONata for what the body says: JSON, or a tree of XML by `protocol: xml`.
 */
body?: string
/**
 * Of a body that is not the protocol's: `body` yields its text, which is sent as it is. What such a call is answered with on success is not read.
 */
content_type?: string
/**
 * One named query or mutation. Values go in as variables, never into the text.
 */
graphql?: string
/**
 * JSONata for the GraphQL variables.
 */
variables?: string
/**
 * Points that this call is taken to cost under a cost limit.
 */
cost?: number
/**
 * JSONata over the body (GraphQL: over `data`), with `$options`: the record, or the list of records. The whole body when not given; OData lists default to `value`.
 */
result?: string
/**
 * JSONata over GraphQL `data`: the list that is empty on success.
 */
user_errors?: string
/**
 * JSONata over the result of a write that must be true before the write counts as done; otherwise it is looked up.
 */
proof?: string
paging?: Paging
/**
 * Rows for this call alone, before the connector's.
 */
verdicts: VerdictRow[]
/**
 * For the whole answer.
 */
timeout: string
/**
 * Largest body that is read.
 */
max_bytes: number
evidence: Evidence
}
/**
 * `$page.number` counts from `first`. Ends with an empty or short page or at the told number of pages or records.
 */
export interface PageNumberPaging {
/**
 * Numbered pages.
 */
style: "page-number"
/**
 * Number of the first page.
 */
first: number
/**
 * Records a page, `$page.size` in templates.
 */
size: number
/**
 * Ends the list when the page asked for was the last.
 */
total_pages_header?: string
/**
 * JSONata over the body: how many records the whole list has. Ends the list with the page that holds the last of them, for systems that show the last page again to whoever asks for one beyond it.
 */
total_records?: string
/**
 * For lists in order of change time: the next page is asked for by a later `$since`, so that records changing meanwhile do not shift others past the reader.
 */
window: boolean
}
/**
 * `$page.offset` counts records. Ends with an empty or short page, or at the told number of records.
 */
export interface OffsetPaging {
/**
 * Offset and limit.
 */
style: "offset"
/**
 * Records a page.
 */
size: number
/**
 * JSONata over the body: how many records of the system's this page holds, where `result` makes more or fewer of them.
 */
rows?: string
/**
 * JSONata over the body: how many records the whole list has. Where an answer tells it, a short page is not the last: a server may cap the page size in silence.
 */
total_records?: string
/**
 * As for numbered pages.
 */
window: boolean
}
/**
 * The answer names where the next page begins: `$page.cursor`.
 */
export interface CursorPaging {
/**
 * Opaque cursor.
 */
style: "cursor"
/**
 * Records a page.
 */
size: number
/**
 * JSONata over the body (GraphQL: over `data`); nothing or null ends the list.
 */
next: string
}
/**
 * The answer carries the address of the next page. Only its path and query are used, and only under the connection's own base.
 */
export interface NextLinkPaging {
/**
 * Link in the body or in the Link header.
 */
style: "next-link"
/**
 * Records a page, for templates that ask for it.
 */
size: number
/**
 * JSONata over the body. Without it the Link header's rel="next".
 */
next?: string
}
/**
 * For `protocol: files`: each page is one file, in the order of their names. `$page.cursor` is the file that was read before.
 */
export interface FilePaging {
/**
 * One file a page.
 */
style: "files"
}
/**
 * How sure it is that the operation exists as written, and from where that is known.
 */
export interface Evidence {
/**
 * official-spec: the vendor's documentation or schema. captured: seen from a real server. client-code: from a published client. assumption: not verified.
 */
level: ("official-spec" | "captured" | "client-code" | "assumption")
/**
 * Sheet section, document or capture.
 */
source: string
}
/**
 * Reads records of one document kind, all or those changed since the cursor.
 */
export interface ReadCapability {
/**
 * What is read, and what is not.
 */
summary?: string
/**
 * The operation that lists records.
 */
read: string
/**
 * Operations that list the rest, read one after the other behind the first: what a system keeps in another place once it is done, such as orders that live on in their posted invoices. The cursor moves when all of them are read.
 * 
 * Items: Lower-case words joined by `-`.
 */
also: string[]
/**
 * When the list is not enough: the operation that reads one record, with `$item` the list's entry.
 */
each?: string
/**
 * JSONata over a record: its stable id, as text.
 */
key: string
/**
 * JSONata over a record: what people call it (the order number), shown in lists and alerts. The key when not given.
 */
label?: string
/**
 * Fields added from reference lists: what the system tells of a record in another place. A change there is a change of the record.
 */
join: JoinedField[]
/**
 * JSONata over what was read and joined, with `$options`: the list of records in it, where one entry of the list holds several, as an order its payments. They share its time of change. The entry itself is the record when not given.
 */
split?: string
cursor: CursorRule
/**
 * Operation that reads a single record by `$key`.
 */
one?: string
/**
 * Another system whose records of this kind look exactly the same: its mapping is used, and the schema is looked for beside its connector.
 */
like?: string
/**
 * JSON Schema file beside the connector: the shape of one record as the mapping gets it, after detail calls, joins and selections. `required` only what is always there. A record that lacks it, or has it in another type, is held.
 */
read_schema?: string
}
/**
 * A field that is added to each record: from a reference list, which is read afresh with every run, or by reading one other record. A key without an entry adds nothing.
 */
export interface JoinedField {
/**
 * Name of the new field; the system has none of this name.
 */
field: string
/**
 * One of the connector's `references`.
 */
list?: string
/**
 * The operation that reads one other record by `$key`. Once for each key in a run.
 */
read?: string
/**
 * JSONata over the record, with `$options` and the fields that were joined before: what the list, or the operation, is asked with. A list of keys makes a list of what is found.
 */
key: string
}
/**
 * By change time. Asks from the newest time seen less the overlap, never later than the run's own start.
 */
export interface TimestampCursor {
/**
 * Change time.
 */
kind: "timestamp"
/**
 * JSONata over a record, with `$options`: when it was last changed. May be absent on some records.
 */
field: string
/**
 * IANA zone of times that carry none.
 */
zone: string
/**
 * How far each run reads back over the last one, for clocks, late commits, search lag and ties.
 */
overlap: string
/**
 * How `$since` is written: `2026-01-05T09:00:00.000Z`, `2026-01-05T09:00:00Z`, `2026-01-05T09:00:00` (UTC), `2026-01-05`.
 */
write_as: ("iso" | "iso-seconds" | "iso-seconds-no-zone" | "date")
/**
 * The list comes in order of the field, oldest first: the cursor may move with every page instead of at the end.
 */
ascending: boolean
}
/**
 * By a number that only grows.
 */
export interface SequenceCursor {
/**
 * Growing number.
 */
kind: "sequence"
/**
 * JSONata over a record: its number.
 */
field: string
/**
 * How many numbers each run reads back.
 */
overlap_numbers: number
}
/**
 * The system cannot tell what changed: every run reads all, and the ledger knows what is new.
 */
export interface ScanCursor {
/**
 * Everything, every time.
 */
kind: "scan"
/**
 * JSONata over a record: when it was last changed, where the record says so.
 */
field?: string
/**
 * IANA zone of times that carry none.
 */
zone: string
}
/**
 * Finds the one record on this side that a payload is about. A candidate counts only when `same` is true: never a search's best hit.
 */
export interface FindCapability {
/**
 * What is looked for and by what.
 */
summary?: string
/**
 * Asked in turn until one yields a match.
 * 
 * Items: Lower-case words joined by `-`.
 */
find: string[]
/**
 * Fields added to each candidate, as those of a read: what says elsewhere whether it is the same, or what its id is.
 */
join: JoinedField[]
/**
 * JSONata over one candidate, with `$payload` and `$document`: whether it really is the same.
 */
same: string
/**
 * JSONata over the candidate: its id, as text.
 */
id: string
/**
 * JSONata over the candidate: what people call it.
 */
number?: string
/**
 * JSONata over the candidate: what later steps need of it, `$target.kept`.
 */
keep?: string
}
/**
 * Writes, cancels or deletes. Says how a repeat is recognised, and which calls make it up.
 */
export interface WriteCapability {
/**
 * What is written.
 */
summary?: string
/**
 * How a repeat of this write is recognised.
 */
idempotency: Idempotency
/**
 * The find capability that recognises the record on this side.
 */
find?: string
/**
 * Lists that the mapping may ask.
 * 
 * Items: Lower-case words joined by `-`.
 */
references: string[]
/**
 * Calls when the record is not there yet. Left out: a record that is not there is held.
 */
create?: WriteStep[]
/**
 * Calls when the record is there. Left out: a changed record that was delivered before is held.
 */
update?: WriteStep[]
revise?: RevisionRule
/**
 * With no `create`: what to do when the record is not there. hold: a person must look. skip: there is nothing to do.
 */
absent: ("hold" | "skip")
/**
 * Where the new record's id stands in `$steps`.
 */
result?: WriteResult
/**
 * Another system whose records of this kind look exactly the same: its mapping is used, and the schema is looked for beside its connector.
 */
like?: string
/**
 * JSON Schema file beside the connector that what the mapping makes must satisfy.
 */
payload_schema?: string
}
/**
 * How a repeat of this write is recognised.
 */
export interface Idempotency {
/**
 * find-first: look before every create. unique-key: the system refuses a second one, which is then found. idempotency-header: the system recognises the key that is sent (`$delivery.key`). upsert: writing twice is the same as once. none: a repeat cannot be recognised, so it is never retried by itself.
 */
strategy: ("find-first" | "unique-key" | "idempotency-header" | "upsert" | "none")
/**
 * Why that holds, and from where it is known.
 */
reason: string
}
/**
 * One call of a write. What it yields is kept in the ledger, so that a write that was cut off goes on where it stopped.
 */
export interface WriteStep {
/**
 * Key in `$steps`.
 */
name: string
/**
 * The call.
 */
operation: string
/**
 * JSONata; the step is skipped when it yields false.
 */
when?: string
/**
 * JSONata for a list: the call is made once for each `$item`, in order.
 */
for_each?: string
/**
 * safe: repeating this call changes nothing more, so a lost answer is simply asked again. never: a lost answer must be looked up first.
 */
repeat: ("safe" | "never")
/**
 * JSONata over the call's result: what is kept in `$steps.<name>`. Nothing but ids and numbers, please. `$headers` are those of the answer, with their names in lower case: some systems say only there what they have made.
 */
keep?: string
}
/**
 * How a record that stands is changed by what the source changed since it was written, and by nothing else. It is read before the update steps; what differs is `$revision` in them, which is nothing when the record has it all already. What may not be changed any more, or was changed in the system as well, is held with what differs.
 */
export interface RevisionRule {
/**
 * The operation that reads the record as it is now, by `$target`; or the read capability of its kind, whose `one` reads it with all that is joined to it. An answer that means absent is for a person.
 */
read: string
/**
 * JSONata over what was read: why it may not be changed any more, as the rest of a sentence; nothing while it may.
 */
closed?: string
/**
 * JSONata over what was read: what the record has now, in the words of the payload. Rows of its lists may carry ids besides, for the update steps.
 */
has: string
/**
 * JSONata over a payload: what it says, in the words that `has` uses. The payload itself when not given.
 */
says?: string
/**
 * Fields that hold lists of rows, by name: how rows of two versions belong together.
 */
lists: {
/**
 * One list.
 */
[k: string]: RevisedList
}
/**
 * Fields of a payload, by path, that a record does not show in the same words: what is changed of them is sent, and nobody's change of them is seen.
 */
unseen: string[]
/**
 * Fields that the system never changes on a record that stands, by the word for people.
 */
fixed: {
[k: string]: string
}
}
/**
 * One list.
 */
export interface RevisedList {
/**
 * Fields by which two rows are about the same thing. Of equal ones the first belongs to the first.
 */
by: string[]
/**
 * JSONata over a row: what people call it.
 */
called?: string
}
/**
 * Where the new record's id stands in `$steps`.
 */
export interface WriteResult {
/**
 * JSONata over `$steps`: the id, as text.
 */
id: string
/**
 * JSONata over `$steps`: what people call it.
 */
number?: string
}
/**
 * What the system tells by itself when a record changes: how such a message proves where it comes from, what stands where in it, and how it is asked for. Expressions see the message's body (or one of its `entries`), `$headers` with names in lower case, `$query` and `$options`.
 */
export interface ConnectorEvents {
/**
 * How the system sends: how late, how often again, when it gives up.
 */
summary?: string
signature: EventSignature
/**
 * The system asks the address for a token of its own before it sends to it.
 */
handshake?: EventHandshake
/**
 * A message that only tries the address. It is answered and nothing of it is kept, so it needs no signature.
 */
ping?: EventPing
/**
 * JSONata over the body: the list of changes in one message. The body is the one change when not given.
 */
entries?: string
/**
 * JSONata over an entry: what happened, in the system's own word.
 */
topic: string
/**
 * JSONata over an entry: the record's id, the same text as the `key` of the document's read. Yields nothing where the message speaks of more records than it names: the pipe then polls at once.
 */
key: string
/**
 * JSONata over an entry: what tells two states of one record apart, usually its time of change. With the key it recognises a message that comes again, where there is no `identity`.
 */
version?: string
/**
 * JSONata over an entry: the system's own id of the event, the same whenever it is sent again.
 */
identity?: string
/**
 * JSONata over an entry: the id of the subscription that it was sent for. One of a subscription that is not ours any more is acknowledged and left.
 */
subscription?: string
/**
 * What a pipe can wait for, `<document>.changed`, and by which topics the system tells it.
 */
changes: {
/**
 * One kind of change.
 */
[k: string]: EventChange
}
subscriptions?: ConnectorSubscriptions
evidence: Evidence
}
/**
 * A keyed hash over the body's bytes as they came.
 */
export interface HmacSignature {
/**
 * HMAC with SHA-256.
 */
kind: "hmac-sha256"
/**
 * Where the signature stands.
 */
header: string
/**
 * How its bytes are written.
 */
encoding: ("base64" | "hex")
/**
 * The credential that is the key.
 */
secret: string
}
/**
 * The scheme of standardwebhooks.com: HMAC-SHA256 over id, time and body, joined by dots, in `webhook-signature` beside `webhook-id` and `webhook-timestamp`. Old messages are refused.
 */
export interface StandardWebhooksSignature {
/**
 * Standard Webhooks.
 */
kind: "standard-webhooks"
/**
 * The credential that is the key.
 */
secret: string
/**
 * `base64`: the key's bytes, as the scheme wants, with or without `whsec_` before them. `text`: the characters themselves are the key.
 */
secret_is: ("base64" | "text")
/**
 * How far the time of a message may be from now.
 */
tolerance: string
}
/**
 * No signature: each entry carries a text that only the two sides know.
 */
export interface SharedTextSignature {
/**
 * A text that was agreed on with the subscription.
 */
kind: "shared-text"
/**
 * JSONata over an entry: the text it carries.
 */
text: string
/**
 * The credential that it must be.
 */
secret: string
}
/**
 * The system asks the address for a token of its own before it sends to it.
 */
export interface EventHandshake {
/**
 * Query parameter whose value is answered with, as plain text.
 */
parameter: string
}
/**
 * A message that only tries the address. It is answered and nothing of it is kept, so it needs no signature.
 */
export interface EventPing {
/**
 * By which it is told from a change, which is always JSON.
 */
content_type: string
}
/**
 * One kind of change.
 */
export interface EventChange {
/**
 * The system's own words for it; each is subscribed to.
 */
topics: string[]
/**
 * hint: says only which record changed; it is read by `one` of the document's read. record: the entry is the whole record, exactly as a poll would read it.
 */
body: ("hint" | "record")
/**
 * In place of the key of all changes, where this document's id stands elsewhere.
 */
key?: string
/**
 * JSONata over the record as it is read, with `$options`: whether a poll would list it. Where the list leaves records out, an event must not bring them in by another door. All, when not given.
 */
listed?: string
}
/**
 * How events are asked for. The operations see `$topic`, `$url` (where to send), `$secret` and `$subscription` (the entry of the list that is meant).
 */
export interface ConnectorSubscriptions {
/**
 * The operation that lists all subscriptions.
 */
list: string
/**
 * JSONata over one: its id, as text.
 */
id: string
/**
 * JSONata over one: the topic, written as in `changes`.
 */
topic: string
/**
 * JSONata over one: where it sends to. Those of other addresses are somebody else's and stay as they are.
 */
url: string
/**
 * JSONata over one: whether it sends. Always, when not given.
 */
active?: string
/**
 * JSONata over one: the instant (UTC) at which it ends by itself. Never, when not given.
 */
expires?: string
/**
 * How long before its end it is renewed.
 */
renew_before: string
/**
 * The operation that makes one.
 */
create: string
/**
 * The operation that gives one a new term and switches it on again. Left out: it is removed and made anew.
 */
renew?: string
/**
 * The operation that removes one.
 */
remove: string
}
/**
 * The call by which `doctor` proves that address and credentials are good: only `expect` being true counts.
 */
export interface Probe {
/**
 * A harmless read.
 */
operation: string
/**
 * JSONata over the result that must be true.
 */
expect: string
/**
 * JSONata over the result: what was reached, for people.
 */
says?: string
}
/**
 * One thing that nobody has confirmed yet.
 */
export interface OpenQuestion {
/**
 * The part of this file that the answer may change.
 */
at: string
/**
 * What has to be found out.
 */
ask: string
}
/**
 * What a person does in the system itself before the first call: the page docs/systems/<connector>.md is made from it.
 */
export interface ConnectorSetup {
/**
 * Where the credentials are made, one step an entry, in the words of the system's own screens.
 */
steps: string[]
/**
 * What the credentials have to be allowed, and what for.
 * 
 * Items: One permission, scope or role.
 */
permissions: NeededPermission[]
}
/**
 * One permission, scope or role.
 */
export interface NeededPermission {
/**
 * As the system calls it.
 */
name: string
/**
 * Capabilities that need it, `events`, or `everything`.
 */
for: string[]
/**
 * What else there is to know.
 */
note?: string
}
/**
 * One flow of one kind of business document: from where, which steps, to where, when, how delivered. Generic over systems: the connections decide which shop and which ERP.
 */
export interface PipeFile {
/**
 * Version of this file format. Older files are upgraded when they are loaded.
 */
format: 1
/**
 * The same as the file's name.
 */
pipe: string
/**
 * One sentence for people: what becomes what.
 */
summary: string
/**
 * Where records come from.
 */
from: PipeSource
/**
 * Where they go, and what is done there: exactly one of write, revise, cancel, delete.
 */
to: PipeTarget
/**
 * How often the source is asked while `run --follow` or `serve` is on, and whether it tells of changes by itself.
 */
when: PipeSchedule
/**
 * Parts of the document that must exist on the target before it, found by verified equality, linked, or created there.
 * 
 * Items: customer: the document's `customer`.
 */
needs: ("customer")[]
/**
 * Small changes to the document, in order: a JSONata file, or an expression. Each yields the whole changed document (the transform `$ ~> |…|…|` suits).
 */
modify: string[]
/**
 * What must hold before anything is written: a built-in rule by name, or a JSONata file that yields the list of what is wrong.
 */
rules: string[]
/**
 * When a run would do the same thing to too many records at once, it writes nothing: all its records are held with the reason `mass-change`. They go on by themselves when a later run is usual again, or when a person releases them.
 */
guard?: PipeGuard
/**
 * How far `money-adds-up` may be off, in the document's currency, before the record is held.
 */
tolerance: string
/**
 * How records are delivered.
 */
deliver: DeliverSettings
/**
 * Written after the delivery succeeded, each retried on its own.
 * 
 * Items: One write-back.
 */
then: WriteBack[]
}
/**
 * Where records come from.
 */
export interface PipeSource {
/**
 * A connection of pipewright.yaml.
 */
connection: string
/**
 * Kind of document to read: the connector's `<document>.read`.
 */
read: string
/**
 * Related records that are read from the same connection and laid into the document before it is judged: the customer record of an order’s buyer, with its flags and address book.
 */
with: ("customer")[]
/**
 * JSONata over the canonical document. A record for which it is false is left out and listed as excluded.
 */
where?: string
/**
 * What becomes of a version that `where` leaves out when an earlier one was delivered. `leave`: the target keeps what it has, and the version is listed as excluded. `hold`: a person has to look, because nothing takes back what the target has.
 */
withdrawn: ("leave" | "hold")
/**
 * JSONata that makes, of the document last known, the one to deliver when its record is missing from a complete list: a deletion that the system tells in no other way. Where the source reads only what changed, nothing is known to be missing and this is never asked. Needs a `guard`, because a list may also be empty by mistake.
 */
absent?: string
/**
 * Another pipe that reads and writes the same document between the same connections. What it receives of a record that it has delivered before, it leaves to this pipe, in one step with its own outcome; this pipe asks the source for nothing by itself. What is read with the record, left out, modified, needed and required is what that pipe says.
 */
after?: string
/**
 * Nothing changed before this instant (UTC) is read when the pipe runs for the first time. Left out: everything is read.
 */
since?: string
/**
 * Native record to document. `mappings/<system>/<document>.from.jsonata` when not given.
 */
mapping?: string
}
/**
 * Where they go, and what is done there: exactly one of write, revise, cancel, delete.
 */
export interface PipeTarget {
/**
 * A connection of pipewright.yaml.
 */
connection: string
/**
 * Create or update this kind of document: the connector's `<document>.write`.
 */
write?: string
/**
 * Change a document of this kind that was written before, by what was changed at the source since, as long as the target lets it: the connector's `<document>.revise`. Needs `from.after`.
 */
revise?: string
/**
 * Cancel this kind of document: the connector's `<document>.cancel`.
 */
cancel?: string
/**
 * Delete this kind of document: the connector's `<document>.delete`.
 */
delete?: string
/**
 * Send what was sent so long ago once more, though nothing has changed at the source: for what the target changes by itself, as a shop its stock. At most 100 records a poll, so that what has changed is not kept waiting. Not given: never.
 */
again?: string
/**
 * Document to native payload. `mappings/<system>/<document>.to.jsonata` (or `.cancel.`, `.delete.`) when not given; what is revised is mapped as it was written.
 */
mapping?: string
}
/**
 * How often the source is asked while `run --follow` or `serve` is on, and whether it tells of changes by itself.
 */
export interface PipeSchedule {
/**
 * Time between two polls. With `event` the poll reconciles what an event missed.
 */
every: string
/**
 * Under `serve`, also whenever the source tells of a change: one of the connector's `events`, of the document that the pipe reads. A built-in pipe takes it where its system tells it.
 */
event?: string
}
/**
 * When a run would do the same thing to too many records at once, it writes nothing: all its records are held with the reason `mass-change`. They go on by themselves when a later run is usual again, or when a person releases them.
 */
export interface PipeGuard {
/**
 * JSONata over the document: what must not happen to many at once. A record counts when it is true of the new version and was not of the one before.
 */
when: string
/**
 * More than this share of all records of the pipe is too many.
 */
share: string
/**
 * Fewer than this many records are never too many, however small the catalogue.
 */
least: number
}
/**
 * How records are delivered.
 */
export interface DeliverSettings {
/**
 * How a failed attempt is repeated. While a whole system is out of reach no attempts are used up.
 */
retry: RetrySettings
/**
 * How many records are under way at once. Records of one document never are.
 */
concurrency: number
}
/**
 * How a failed attempt is repeated. While a whole system is out of reach no attempts are used up.
 */
export interface RetrySettings {
/**
 * After this many failed attempts of one record it is parked for a person.
 */
attempts: number
/**
 * Before the second attempt; doubles with each further one, with jitter.
 */
first: string
/**
 * No delay is longer, unless the system asks for it.
 */
longest: string
}
/**
 * One write-back.
 */
export interface WriteBack {
/**
 * Where to.
 */
connection: string
/**
 * Kind of document: the connector's `<document>.write`. The mapping sees the document with the new number in `references`.
 */
write: string
/**
 * `mappings/<system>/<document>.to.jsonata` when not given.
 */
mapping?: string
}
/**
 * pipewright.yaml: which systems are connected, per environment, and what holds for all pipes.
 */
export interface ProjectFile {
/**
 * Version of this file format. Older files are upgraded when they are loaded.
 */
format: 1
/**
 * Shown in lists, reports and alerts.
 */
project: string
/**
 * The configured systems, by the names that pipes use.
 */
connections: {
[k: string]: ConnectionSettings
}
/**
 * Overlays chosen with `--env <name>`: what is written here replaces the same setting above.
 */
environments: {
/**
 * One overlay.
 */
[k: string]: EnvironmentOverlay
}
/**
 * Pipes that ship with Pipewright and are used as they are, besides the files in pipes/.
 */
pipes: string[]
/**
 * Settings for pipes that do not state their own.
 */
defaults: ProjectDefaults
/**
 * What `pipewright verify` asks for.
 */
verify: VerifySettings
/**
 * File of the ledger, from the project's root.
 */
ledger: string
/**
 * Where the systems reach `pipewright serve`: events are asked for at `<public_url>/events/<connection>`. Without it no subscriptions are made, and those made by hand are served.
 */
public_url?: string
/**
 * Who is told when a person must act.
 * 
 * Items: One receiver.
 */
alerts: AlertSettings[]
}
/**
 * One configured system.
 */
export interface ConnectionSettings {
/**
 * Which system it is.
 */
connector: string
/**
 * Scheme and host, without the API's own path; or `${env:NAME}`. Systems that are reached by files: `sftp://host/folder`, or `file:///folder`.
 */
url: string
/**
 * One of the connector's `auth` names. The first one when not given.
 */
auth?: string
/**
 * By reference only.
 */
credentials: {
/**
 * A reference, never the secret itself: `${env:NAME}` an environment variable, `${file:path}` a file's content, `${exec:command}` what a command prints.
 */
[k: string]: string
}
/**
 * What the connector asks for; see `pipewright systems <name>`.
 */
options: Record<string, unknown>
/**
 * Lower than the connector's own limit, for a weak server.
 */
concurrency?: number
}
/**
 * One overlay.
 */
export interface EnvironmentOverlay {
/**
 * Settings that differ, by connection.
 */
connections: {
[k: string]: ConnectionOverlay
}
/**
 * File of the ledger, from the project's root.
 */
ledger?: string
/**
 * Where the systems reach `pipewright serve`: events are asked for at `<public_url>/events/<connection>`. Without it no subscriptions are made, and those made by hand are served.
 */
public_url?: string
/**
 * Who is told when a person must act.
 * 
 * Items: One receiver.
 */
alerts?: AlertSettings[]
}
/**
 * What differs in this environment.
 */
export interface ConnectionOverlay {
/**
 * Another system.
 */
connector?: string
/**
 * Another address.
 */
url?: string
/**
 * Another way.
 */
auth?: string
/**
 * Replaced as a whole.
 */
credentials?: {
/**
 * A reference, never the secret itself: `${env:NAME}` an environment variable, `${file:path}` a file's content, `${exec:command}` what a command prints.
 */
[k: string]: string
}
/**
 * Merged, one by one; replaced as a whole when the connector differs.
 */
options?: Record<string, unknown>
/**
 * Another limit.
 */
concurrency?: number
}
/**
 * One receiver.
 */
export interface AlertSettings {
/**
 * held: a record cannot be decided. rejected: the target refused it. parked: its attempts are used up, or it may have been written and cannot be looked up. halted: a connection does not accept our credentials. event-missed: the poll found records that no event told of. events-refused: for ten minutes not one message of a connection proved where it comes from.
 */
on: ("held" | "rejected" | "parked" | "halted" | "event-missed" | "events-refused")[]
/**
 * URL that gets a JSON object with `text`, `pipe`, `key`, `label`, `state`, `reason` and `next`; the form that chat webhooks take.
 */
post: string
}
/**
 * Settings for pipes that do not state their own.
 */
export interface ProjectDefaults {
/**
 * Time between two polls.
 */
every?: string
deliver?: DeliverDefaults
}
/**
 * How records are delivered when the pipe does not say.
 */
export interface DeliverDefaults {
/**
 * How a failed attempt is repeated.
 */
retry?: RetryDefaults
/**
 * As in a pipe.
 */
concurrency?: number
}
/**
 * How a failed attempt is repeated.
 */
export interface RetryDefaults {
/**
 * As in a pipe.
 */
attempts?: number
/**
 * As in a pipe.
 */
first?: string
/**
 * As in a pipe.
 */
longest?: string
}
/**
 * What `pipewright verify` asks for.
 */
export interface VerifySettings {
/**
 * Per cent of the expressions and branches of the project's own mappings that cases and scenarios have to run.
 */
coverage: number
/**
 * Per cent of the mistakes put into the project's own mappings that have to be noticed, with `--mutate`.
 */
mutation: number
/**
 * Checklist items that this project does without. They do not block a release, and the report shows each with its reason and who decided.
 * 
 * Items: One item, and why it need not be shown.
 */
waive: WaivedItem[]
/**
 * The most days since a live system was recorded: a replay of an older cassette fails. Without it each cassette says by itself when it expires.
 */
cassette_days?: number
}
/**
 * One item, and why it need not be shown.
 */
export interface WaivedItem {
/**
 * Id of the checklist item.
 */
item: string
/**
 * Why the project does without it.
 */
reason: string
/**
 * Who decided.
 */
by: string
}
/**
 * Who signed which configuration off. Written by `pipewright sign-off`, committed with the project.
 */
export interface SignOffsFile {
/**
 * Version of this format.
 */
format: 1
/**
 * Oldest first.
 * 
 * Items: One configuration, signed off by one person.
 */
signed: SignOff[]
}
/**
 * One configuration, signed off by one person.
 */
export interface SignOff {
/**
 * Who.
 */
name: string
/**
 * When, as an instant in UTC.
 */
at: string
/**
 * What else there is to say; may be empty.
 */
remarks: string
/**
 * The verified configuration, by the hash of verification.json.
 */
hash: string
}
/**
 * What `pipewright verify` found, bound to the exact files that it looked at. Written by the command, read by `run --verified`, `can-deploy` and the report; not edited by hand.
 */
export interface VerificationFile {
/**
 * Version of this format.
 */
format: 2
/**
 * Name of the project.
 */
project: string
/**
 * Version of Pipewright that verified.
 */
engine: string
/**
 * When, as an instant in UTC.
 */
verified_at: string
/**
 * `passed`: nothing blocks a release. `blocked`: something does, see the stages.
 */
verdict: ("passed" | "blocked")
/**
 * SHA-256 over the files below and the engine’s version: the name of this exact configuration.
 */
hash: string
/**
 * Every file that was verified, path to SHA-256.
 */
files: {
[k: string]: string
}
/**
 * What was done, in order.
 * 
 * Items: One stage of the verification.
 */
stages: VerifiedStage[]
/**
 * The checklist, with how each item stands over all pairs.
 * 
 * Items: One checklist item or failure.
 */
items: VerifiedItem[]
/**
 * What ran.
 * 
 * Items: One scenario, with how it ended for every pair that it ran for.
 */
scenarios: VerifiedScenario[]
/**
 * Scenarios that were left out for some pairs, with the reason that a system gives.
 * 
 * Items: One scenario that was not played, for one reason.
 */
not_played: ScenarioLeftOut[]
}
/**
 * One stage of the verification.
 */
export interface VerifiedStage {
/**
 * Which one.
 */
stage: ("check" | "cases" | "features" | "failure-packs" | "coverage" | "mutation")
/**
 * `left-out`: was not asked for, and does not count as passed where it is required.
 */
verdict: ("passed" | "blocked" | "left-out")
/**
 * What ran, in a line.
 */
summary: string
/**
 * The same for each pair, a line each, where there are several.
 */
details?: string[]
/**
 * What blocks a release, a line each.
 */
blocking: string[]
}
/**
 * One checklist item or failure.
 */
export interface VerifiedItem {
/**
 * `ORD-06`, `M01` …
 */
id: string
/**
 * `missing`: no scenario ran. `pending`: known to be open, see the reason. `waived`: the project does without it, see the reason. `not-applicable`: no pair can do what its scenarios need, as the connectors say.
 */
verdict: ("passed" | "failed" | "missing" | "pending" | "waived" | "not-applicable")
/**
 * Why it is pending or waived.
 */
reason?: string
}
/**
 * One scenario, with how it ended for every pair that it ran for.
 */
export interface VerifiedScenario {
/**
 * As the tester wrote it.
 */
name: string
/**
 * Feature file, from the project’s root.
 */
file: string
/**
 * Line of the scenario, from 1.
 */
line: number
/**
 * Checklist items and failures that it shows.
 */
items: string[]
/**
 * Pairs for which it ended alike stand together.
 * 
 * Items: Runs of one scenario that ended alike.
 */
runs: VerifiedRuns[]
}
/**
 * Runs of one scenario that ended alike.
 */
export interface VerifiedRuns {
/**
 * How they ended.
 */
verdict: ("passed" | "failed")
/**
 * When they last passed, as an instant in UTC. Not given: never.
 */
last_pass?: string
/**
 * Cassettes that were replayed. Not given: twins answered.
 */
fixtures?: string[]
/**
 * Shop and ERP of each run; none where no pair plays.
 */
pairs: string[]
}
/**
 * One scenario that was not played, for one reason.
 */
export interface ScenarioLeftOut {
/**
 * As the tester wrote it.
 */
name: string
/**
 * Feature file, from the project’s root.
 */
file: string
/**
 * Checklist items and failures that it would show.
 */
items: string[]
/**
 * What which system cannot do.
 */
reason: string
/**
 * True where the scenario is about Pipewright itself and was played with another pair.
 */
stood_for?: boolean
/**
 * Shop and ERP of each pair that it was not played for.
 */
pairs: string[]
}
