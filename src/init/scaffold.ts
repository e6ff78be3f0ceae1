import { editorExtensions, editorSettings } from './editor-settings.ts';
import { environmentExample } from './environment-example.ts';
import { firstFeature } from './first-feature.ts';
import { ignoreFile } from './ignore-file.ts';
import { lookupFile } from './lookup-file.ts';
import { packageFile } from './package-file.ts';
import { PIPELINES, type PipelineKind } from './pipeline-files.ts';
import { projectFile } from './project-file.ts';
import { readmeFile } from './readme-file.ts';
import type { ScaffoldPlan } from './scaffold-plan.ts';

/** The files of a new project, path to text, in the order in which a person looks at them. */
export function scaffold(plan: ScaffoldPlan, ci: PipelineKind | 'none' = 'github'): ReadonlyMap<string, string> {
  return new Map([
    ['pipewright.yaml', projectFile(plan)],
    ...plan.tables.map((table) => [`lookups/${table}.csv`, lookupFile(table, plan)] as const),
    ['features/orders.feature', firstFeature()],
    ['.env.example', environmentExample(plan)],
    ['README.md', readmeFile(plan)],
    ['package.json', packageFile(plan)],
    ['.gitignore', ignoreFile()],
    ['.vscode/settings.json', editorSettings(plan)],
    ['.vscode/extensions.json', editorExtensions()],
    ...(ci === 'none' ? [] : [PIPELINES[ci]()]),
  ]);
}
