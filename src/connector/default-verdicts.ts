import { compileExpression } from '../map/expression.ts';
import type { VerdictRow } from './verdict-row.ts';

type BuiltIn = Omit<VerdictRow, 'stated'>;

/** What answers mean when the connector does not say. First match wins; the last row matches everything. */
const ANY_PROTOCOL: readonly BuiltIn[] = [
  {
    status: ['2xx'],
    told: 'unreadable',
    read: 'retry',
    write: 'look-up',
    note: 'an ERP whose database was down answered 202 with HTML, and the order was lost',
  },
  { status: ['2xx'], read: 'success', write: 'success' },
  { status: [401], read: 're-authenticate', write: 're-authenticate' },
  { status: [403], read: 'halt', write: 'halt', note: 'every other call would fail the same way' },
  {
    status: [404, 410],
    told: 'unreadable',
    read: 'retry',
    write: 'look-up',
    note: 'a proxy or a maintenance page; it says nothing of the record',
  },
  {
    status: [404, 410],
    read: 'absent',
    write: 'absent',
    note: 'what was to be changed is gone; what was to be made names something that is not there',
  },
  { status: [408, 409, 412], read: 'retry', write: 'look-up', note: 'may be our own earlier attempt' },
  { status: [400, 413, 422], read: 'reject', write: 'reject' },
  { status: [425, 429], read: 'rate-limited', write: 'rate-limited', note: 'honours Retry-After' },
  { status: [423], read: 'retry', write: 'retry', note: 'locked by someone at work' },
  {
    status: [500],
    told: 'unreadable',
    read: 'retry',
    write: 'look-up',
    outage: true,
    note: 'the application did not get to answer: WordPress with its database away',
  },
  { status: [500], read: 'retry', write: 'look-up', note: 'may have happened before it failed' },
  {
    status: [502, 504],
    read: 'retry',
    write: 'look-up',
    outage: true,
    note: 'a gateway gave up, the system may not have',
  },
  {
    status: [503],
    read: 'retry',
    write: 'retry',
    outage: true,
    note: 'refused before it was taken; honours Retry-After',
  },
  { status: ['3xx'], read: 'reject', write: 'reject', note: 'redirects are never followed' },
  { read: 'retry', write: 'look-up', note: 'a late order costs less than a lost or a doubled one' },
];

/** GraphQL tells its errors inside a 200. */
const GRAPHQL: readonly BuiltIn[] = [
  { status: ['2xx'], told: 'user-errors', read: 'reject', write: 'reject' },
  { status: ['2xx'], told: 'errors', code: ['THROTTLED'], read: 'rate-limited', write: 'rate-limited' },
  { status: ['2xx'], told: 'errors', code: ['ACCESS_DENIED', 'UNAUTHENTICATED'], read: 'halt', write: 'halt' },
  { status: ['2xx'], told: 'errors-and-data', read: 'partial', write: 'partial' },
  { status: ['2xx'], told: 'errors', code: ['INTERNAL_SERVER_ERROR'], read: 'retry', write: 'look-up' },
  {
    status: ['2xx'],
    told: 'errors',
    when: compileExpression('$exists(errors.path)'),
    read: 'retry',
    write: 'look-up',
    note: 'the error arose while fields were resolved, so a mutation may have begun',
  },
  { status: ['2xx'], told: 'errors', read: 'reject', write: 'reject', note: 'the document was refused, nothing ran' },
];

/** A place of files tells no more than that a folder is missing: no record is to blame, and none would fare better. */
const FILES: readonly BuiltIn[] = [
  {
    status: [404],
    code: ['FOLDER_MISSING'],
    read: 'halt',
    write: 'halt',
    note: 'a folder of the exchange is not there',
  },
  { status: [400], read: 'halt', write: 'halt', note: 'the connector asks for what an exchange of files cannot do' },
  {
    status: [409],
    code: ['FILE_DIFFERS'],
    read: 'reject',
    write: 'reject',
    note: 'a file that was sent is never replaced',
  },
];

const builtIn = (rows: readonly BuiltIn[]): readonly VerdictRow[] => rows.map((row) => ({ ...row, stated: false }));

export const DEFAULT_VERDICTS: Readonly<Record<'rest' | 'odata' | 'graphql' | 'files' | 'xml', readonly VerdictRow[]>> =
  {
    rest: builtIn(ANY_PROTOCOL),
    odata: builtIn(ANY_PROTOCOL),
    xml: builtIn(ANY_PROTOCOL),
    files: builtIn([...FILES, ...ANY_PROTOCOL]),
    graphql: builtIn([...GRAPHQL, ...ANY_PROTOCOL]),
  };
