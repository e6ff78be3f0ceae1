import { answerLaws } from './answer-laws.ts';
import type { LawResult } from './connector-law.ts';
import type { OpenedSubject } from './open-subject.ts';
import { readLaws } from './read-laws.ts';
import { statedLaws } from './stated-laws.ts';
import { type WriteSample, writeLaws } from './write-laws.ts';

/** Every law that a connector can be held to with the system at hand, in the order in which a person reads them. */
export async function holdToLaws(subject: OpenedSubject, samples: readonly WriteSample[]): Promise<LawResult[]> {
  const first = subject.open();
  const read = await readLaws(first);
  await first.connection.close();
  return [
    ...statedLaws(first.connector),
    ...read,
    ...(await answerLaws(subject.open)),
    ...(await Promise.all(samples.map((sample) => writeLaws(subject.open, sample)))).flat(),
  ];
}
