/** Infers the types of every shipped mapping, in this process, and prints what it took. Run in a project with connections to all systems. */
import { Signatures } from '../../src/check/mapping-signature.ts';
import { loadProject } from '../../src/load/load-project.ts';
import { typesOf } from '../../src/types/mapping-types.ts';
import { REPOSITORY } from '../measure/repository.ts';

const project = loadProject({ root: process.cwd(), builtIn: REPOSITORY });
const files = project.layers.list('mappings/**/*.jsonata');
const texts = files.map((file) => [file.path, project.layers.read(file)] as const);
const rounds: { wallMs: number; cpuMs: number }[] = [];
for (let round = 0; round < 5; round += 1) {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  // Anew each time: the schemas are read and turned into types as well.
  const signatures = new Signatures(project);
  for (const [path, text] of texts) typesOf(text, signatures.ofFile(path));
  const { user, system } = process.cpuUsage(cpu);
  rounds.push({ wallMs: performance.now() - wall, cpuMs: (user + system) / 1000 });
}
process.stdout.write(
  JSON.stringify({
    mappings: texts.length,
    lines: texts.reduce((sum, [, text]) => sum + text.split('\n').length, 0),
    rounds,
  }),
);
