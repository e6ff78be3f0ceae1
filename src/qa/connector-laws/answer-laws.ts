import { IntegrationError } from '../../model/integration-error.ts';
import { judged, type LawResult, leftOut } from './connector-law.ts';
import { documentsRead, type LawSubject, readThrough } from './law-subject.ts';
import type { Tampering } from './tampered-http.ts';

interface AnswerLaw {
  readonly law: string;
  readonly tampering: Tampering;
  readonly times: number;
  /** `whole`: the same records come all the same. `refused`: the read rejects. Never fewer records, never none. */
  readonly allowed: readonly ('whole' | 'refused')[];
}

const ALWAYS = Number.POSITIVE_INFINITY;
const json = (status: number, headers?: Readonly<Record<string, string>>): Tampering => ({
  kind: 'answer',
  status,
  body: '{"message":"made by the test"}',
  ...(headers === undefined ? {} : { headers }),
});
const html = (status: number): Tampering => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>made by the test</body></html>',
});

/** What trouble of any system may lead to while a list is read. */
const LAWS: readonly AnswerLaw[] = [
  { law: 'a 429 is waited out', tampering: json(429, { 'retry-after': '1' }), times: 1, allowed: ['whole'] },
  { law: 'a 500 loses nothing', tampering: json(500), times: 1, allowed: ['whole', 'refused'] },
  { law: 'a 503 loses nothing', tampering: html(503), times: 1, allowed: ['whole', 'refused'] },
  { law: 'a sign-in that is refused is told', tampering: json(401), times: ALWAYS, allowed: ['refused'] },
  { law: 'an HTML page is no empty list', tampering: html(200), times: ALWAYS, allowed: ['refused'] },
];

const RUN_OUT: AnswerLaw = {
  law: 'a sign-in that has run out is renewed, or told',
  tampering: json(401),
  times: 1,
  allowed: ['whole'],
};

/** The laws of answers, held up to the first document that the system has records of. */
export async function answerLaws(open: () => LawSubject): Promise<LawResult[]> {
  const looking = open();
  const found = await firstWithRecords(looking);
  await looking.connection.close();
  if (found === undefined)
    return [...LAWS, RUN_OUT].map(({ law }) =>
      leftOut(law, 'reading', 'the system has no record that could be missed'),
    );
  const { document, keys } = found;
  const results: LawResult[] = [];
  // Each on a connection of its own: one that was told to halt stays halted.
  for (const each of [...LAWS, RUN_OUT]) results.push(await hold(open(), each, document, keys));
  return results;
}

async function hold(subject: LawSubject, held: AnswerLaw, document: string, keys: string): Promise<LawResult> {
  const { law, tampering, times } = held;
  // A fixed key cannot be fetched anew: that it is refused is all that can be told.
  const allowed = held === RUN_OUT && !subject.renewsSignIn ? ['refused'] : held.allowed;
  const about = `${document}.read`;
  await signIn(subject, document);
  subject.http.arm(tampering, times);
  try {
    const { records } = await readThrough(subject, document);
    const whole = keysOf(records) === keys;
    if (whole)
      return judged(law, about, allowed.includes('whole') ? [] : ['the read went through as if nothing had been said']);
    return judged(law, about, [`${records.length} records were read, and the read said that this is all`]);
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    return judged(
      law,
      about,
      allowed.includes('refused') ? [] : [`the read was given up: ${error.message}`],
      error.code,
    );
  } finally {
    subject.http.clear();
    // A licence may have few seats.
    await subject.connection.close();
  }
}

/** So that what is tampered with is the list itself. */
async function signIn({ connection, signal }: LawSubject, document: string): Promise<void> {
  const pages = connection.read(document, { signal })[Symbol.asyncIterator]();
  await pages.next();
  await pages.return?.();
}

async function firstWithRecords(subject: LawSubject) {
  for (const document of documentsRead(subject.connector)) {
    try {
      const { records } = await readThrough(subject, document);
      if (records.length > 0) return { document, keys: keysOf(records) };
    } catch (error) {
      // Told by the laws of reading; another document may do.
      if (!(error instanceof IntegrationError)) throw error;
    }
  }
  return undefined;
}

const keysOf = (records: readonly { readonly key: string }[]): string =>
  [...new Set(records.map(({ key }) => key))].sort().join('\n');
