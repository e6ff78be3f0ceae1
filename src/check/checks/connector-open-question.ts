import type { Check } from '../check.ts';

const connector = (questions: string): string => `format: 1
connector: tiny
title: Tiny
role: erp
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers: { path: /customers, evidence: { level: assumption, source: sample } }
capabilities:
  customer.read: { read: list-customers, key: $string(id), cursor: { kind: scan } }
${questions}`;

export const connectorOpenQuestion: Check = {
  code: 'CONNECTOR407',
  severity: 'warning',
  summary: 'What a connector assumes has been confirmed.',
  bad: {
    'connectors/tiny/connector.yaml': connector(
      'open_questions:\n  - { at: auth, ask: "How does the system let a program in?" }\n',
    ),
  },
  good: { 'connectors/tiny/connector.yaml': connector('') },
  *look({ connectors }) {
    for (const { value, source } of connectors.values())
      for (const [index, { at, ask }] of value.open_questions.entries())
        yield {
          at: source.place(['open_questions', index]),
          message: `${value.connector} assumes ${at}: ${ask}`,
          hint: `find out, correct ${at} where it is otherwise, and take this entry away`,
        };
  },
};
