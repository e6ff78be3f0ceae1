import type { ScaffoldPlan } from './scaffold-plan.ts';

/** .vscode/extensions.json: what VS Code offers to install in this project. */
export function editorExtensions(): string {
  return `${JSON.stringify({ recommendations: ['redhat.vscode-yaml'] }, null, 2)}\n`;
}

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
    // For the extension Cucumber (CucumberOpen.cucumber-official): steps of Pipewright, and of this project.
    'cucumber.features': ['features/**/*.feature'],
    'cucumber.glue': [
      `${packageFolder}/dist/qa/steps/*.js`,
      `${packageFolder}/src/qa/steps/*.ts`,
      'features/steps/*.{ts,js}',
    ].map((pattern) => pattern.replace(/^\.\//, '')),
    'editor.formatOnSave': false,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
