import type { NamedValue } from './explanation.ts';
import type { OfflineRun, Question } from './run-offline.ts';
import type { FieldOrigin } from './traced-mapping.ts';

/** The questions that belong to a field: those to its lists with a code that its own values make up. */
export function questionsOf(origin: FieldOrigin, given: readonly NamedValue[], run: OfflineRun): Question[] {
  const values = [...origin.reads, ...origin.bound, ...given]
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((value) => value !== '');
  const isOwn = (code: string) => values.some((value) => value === code || (value.length > 1 && code.includes(value)));
  const own = run.questions.filter(({ code }) => isOwn(code));
  const translated = new Set(own.map(({ answer }) => answer));
  const asked = run.questions.filter(
    (question) =>
      origin.asked.some(({ what, list }) => what === question.what && list === question.list) &&
      (own.includes(question) || translated.has(question.code)),
  );
  return [
    ...new Map(asked.map((question) => [`${question.what} ${question.list} ${question.code}`, question])).values(),
  ];
}
