import type { ScaffoldPlan } from './scaffold-plan.ts';

/** .vscode/settings.json: which schema is for which files, for the YAML extension (redhat.vscode-yaml). */
export function editorSettings({ packageFolder }: ScaffoldPlan): string {
  const schema = (name: string) => `${packageFolder}/schemas/config/${name}.schema.json`;
  const value = {
    'yaml.schemas': {
      [schema('project')]: 'pipewright.yaml',
      [schema('pipe')]: 'pipes/*.yaml',
      [schema('connector')]: 'connectors/*/connector.yaml',
      [schema('cases')]: 'mappings/**/*.cases.yaml',
    },
    'files.associations': { '*.jsonata': 'javascript' },
    'editor.formatOnSave': false,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
