/**
 * Runs mapping cases from the command line while mappings are written: `node scripts/run-cases.ts mappings/woocommerce`.
 * `pipewright check` runs the same cases with everything else.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { MOST_ALIASES } from '../src/load/source-file.ts';
import { compileMapping } from '../src/map/mapping.ts';
import { type MappingCase, runMappingCase } from '../src/map/mapping-cases.ts';
import { pathText, SchemaRegistry, type Validator } from '../src/validate/schema-registry.ts';

const registry = new SchemaRegistry();
for (const file of globSync('schemas/documents/**/*.schema.json')) registry.add(JSON.parse(readFileSync(file, 'utf8')));

function validatorFor(system: string, name: string): Validator {
  const [document, verb] = name.split('.');
  if (verb === 'from') {
    const file = `schemas/documents/${document}.schema.json`;
    return registry.validator(JSON.parse(readFileSync(file, 'utf8')).$id);
  }
  const file = `connectors/${system}/${document}.${verb === 'to' ? 'write' : verb}.schema.json`;
  if (!existsSync(file)) return () => [];
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  try {
    registry.add(schema);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('already exists')) throw error;
  }
  return registry.validator(schema.$id);
}

let passed = 0;
let failed = 0;
for (const folder of process.argv.slice(2)) {
  for (const file of globSync(join(folder, '**/*.cases.yaml')).sort()) {
    const source = file.replace(/\.cases\.yaml$/, '.jsonata');
    const mapping = compileMapping(source, readFileSync(source, 'utf8'));
    const validate = validatorFor(basename(dirname(file)), basename(file, '.cases.yaml'));
    const cases: (MappingCase & { given_file?: string })[] = parse(readFileSync(file, 'utf8'), {
      maxAliasCount: MOST_ALIASES,
    });
    for (const each of cases) {
      const given =
        each.given_file === undefined
          ? each.given
          : JSON.parse(readFileSync(join(dirname(file), each.given_file), 'utf8'));
      const result = await runMappingCase(mapping, { ...each, given }, (output) =>
        validate(output).map(({ path, message }) => `${pathText(path)}: ${message}`),
      );
      if (result.passed) passed += 1;
      else {
        failed += 1;
        process.stdout.write(`${file}: ${result.name}\n${result.differences.map((line) => `    ${line}\n`).join('')}`);
      }
    }
  }
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
