import type { ChalkInstance } from 'chalk';
import { pairText } from '../../qa/scenario/pair-project.ts';
import { pairOfTags } from '../../qa/test-run/pair-tag.ts';
import type { FeatureResult } from '../../qa/test-run/run-features.ts';
import type { PlayedScenario } from '../../qa/test-run/told-by-messages.ts';

/** What Cucumber's own formatters do not say: unknown steps with the nearest one, what did not apply and why, one line of sums. */
export function renderFeatureRun(result: FeatureResult, timings: boolean, paint: ChalkInstance): string {
  const failed = result.played.filter(({ passed }) => !passed).length;
  const passed = result.played.length - failed;
  return [
    ...result.unknown.map(
      ({ uri, line, column, text, nearest }) =>
        `${paint.bold(`${uri}:${line}:${column}`)} ${paint.red('error')} there is no step "${text}" ${paint.dim('TEST101')}\n${
          nearest === undefined
            ? `  ${paint.green('→')} \`pipewright steps\` lists all that there are\n`
            : `  ${paint.green('→')} the nearest is:\n${nearest.replaceAll(/^/gm, '      ')}\n`
        }`,
    ),
    ...result.unreadable.map(
      ({ uri, line, message }) =>
        `${paint.bold(`${uri}:${line}`)} ${paint.red('error')} ${message} ${paint.dim('TEST103')}\n`,
    ),
    ...result.homeless.map(
      ({ uri, scenario, reasons }) =>
        `${paint.bold(uri)} ${paint.red('error')} "${scenario}" applies to no pair: ${reasons.join('; ')} ${paint.dim('TEST102')}\n`,
    ),
    ...notApplicable(result, paint),
    ...remarks(result, paint),
    ...(timings ? timingLines(result.played) : []),
    result.played.length === 0 ? `${paint.red('no scenario was played')}\n` : '',
    `${passed} scenario${passed === 1 ? '' : 's'} passed, ${failed} failed, ${result.notApplicable.length} not applicable\n`,
  ].join('');
}

function notApplicable({ notApplicable: left, homeless }: FeatureResult, paint: ChalkInstance): string[] {
  const told = new Set(homeless.map(({ uri, scenario }) => `${uri} ${scenario}`));
  const reasons = new Map<string, number>();
  for (const { uri, scenario, why } of left)
    if (!told.has(`${uri} ${scenario}`)) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return [...reasons].map(([why, count]) => paint.dim(`not applicable to ${count}: ${why}\n`));
}

/** What is to be said of cassettes that could be used, once for all that it is to be said of. */
function remarks({ played }: FeatureResult, paint: ChalkInstance): string[] {
  const told = Map.groupBy(
    new Map(played.flatMap(({ fixtures }) => fixtures.map((fixture) => [fixture.path, fixture]))).values(),
    ({ remark }) => remark,
  );
  return [...told].flatMap(([remark, fixtures]) =>
    remark === undefined
      ? []
      : [
          paint.dim(
            `of ${fixtures.length} cassettes (${fixtures[0]?.path}${fixtures.length > 1 ? ', …' : ''}): ${remark}\n`,
          ),
        ],
  );
}

const SLOWEST = 10;

function timingLines(played: readonly PlayedScenario[]): string[] {
  const byPair = new Map<string, { count: number; sum: number }>();
  for (const { tags, milliseconds } of played) {
    const pair = pairOfTags(tags);
    const name = pair === undefined ? '-' : pairText(pair);
    const { count, sum } = byPair.get(name) ?? { count: 0, sum: 0 };
    byPair.set(name, { count: count + 1, sum: sum + milliseconds });
  }
  const slowest = [...played].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
  return [
    ...[...byPair].map(
      ([pair, { count, sum }]) => `${pair}: ${count} scenarios, ${(sum / count).toFixed(0)} ms each\n`,
    ),
    ...slowest.map(({ name, milliseconds }) => `${milliseconds.toFixed(0).padStart(7)} ms  ${name}\n`),
  ];
}
