import type { Check } from '../check.ts';
import { usableConnections } from '../connection-settings.ts';
import { didYouMean } from '../did-you-mean.ts';
import { expectedOf, fits } from '../option-value.ts';

const ERP = (options: string) =>
  `project: sample\nconnections:\n  erp:\n    connector: business-central\n    url: https://api.businesscentral.dynamics.com\n    credentials: { client_id: "\${env:BC_ID}", client_secret: "\${env:BC_SECRET}" }\n    options: ${options}\n`;

export const connectionOptions: Check = {
  code: 'PROJECT103',
  severity: 'error',
  summary: 'A connection sets the options that its connector asks for, and no others.',
  bad: {
    'pipewright.yaml': ERP('{ tenant: contoso.example.com, enviroment: Production, company: 1, local_currency: EUR }'),
  },
  good: {
    'pipewright.yaml': ERP(
      '{ tenant: contoso.example.com, environment: Production, company: 3e0f7d3c-2d0b-4a44-8f0e-7b7b7a5c0001, local_currency: EUR }',
    ),
  },
  *look(project) {
    for (const { name, settings, connector, place } of usableConnections(project)) {
      for (const [option, value] of Object.entries(settings.options)) {
        const declared = connector.options[option];
        if (declared === undefined) {
          yield {
            at: place(['options', option], true),
            message: `${connector.title} has no option "${option}"`,
            hint: didYouMean(option, Object.keys(connector.options)),
          };
        } else if (!fits(value, declared)) {
          yield {
            at: place(['options', option]),
            message: `${option} must be ${expectedOf(declared)}, not ${JSON.stringify(value)}`,
            hint: declared.description,
          };
        }
      }
      for (const [option, declared] of Object.entries(connector.options)) {
        if (!declared.required || option in settings.options) continue;
        yield {
          at: place(['options'], true),
          message: `the connection "${name}" must set the option "${option}"`,
          hint: declared.description,
        };
      }
    }
  },
};
