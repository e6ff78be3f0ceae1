/**
 * Mutation score of mappings from the command line, while their cases are written:
 * `node scripts/mutate.ts mappings/woocommerce/order.to.jsonata`. Prints each mistake that no case notices, then the score
 * and the coverage. `pipewright verify --mutate` does the same for all of them.
 */
import { globSync } from 'node:fs';
import { loadProject } from '../src/load/load-project.ts';
import { coverCases } from '../src/qa/coverage/cover-cases.ts';
import { MappingCoverage, percentOf } from '../src/qa/coverage/mapping-coverage.ts';
import { mutateMapping } from '../src/qa/mutation/mutate-mapping.ts';
import { scoreOf } from '../src/qa/mutation/mutated-file.ts';

const root = process.cwd();
const project = loadProject({ root, builtIn: root });
const coverage = new MappingCoverage();
const results = [];
for (const path of globSync(process.argv.slice(2)).sort()) {
  await coverCases(project, path, coverage);
  const result = await mutateMapping(project, path);
  results.push(result);
  for (const { line, column, says } of result.survivors) process.stdout.write(`${path}:${line}:${column} ${says}\n`);
  process.stdout.write(`${path}: ${scoreOf([result])} % of ${result.mutants} caught\n`);
}
for (const file of coverage.report())
  for (const { line, column, what } of file.missed)
    process.stdout.write(`${file.file}:${line}:${column} never: ${what}\n`);
process.stdout.write(`${scoreOf(results)} % caught, ${percentOf(coverage.report())} % covered\n`);
