import type { ASTNode, DocumentNode, GraphQLError, SelectionSetNode } from 'graphql';

/** A top-level error as it is sent. */
export interface TopLevelError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Rule {
  readonly match: RegExp;
  say(...parts: readonly string[]): {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  };
}

// The real server is written in Ruby: same rules, other words, and a code for each.
const RULES: readonly Rule[] = [
  {
    match: /^Cannot query field "(\w+)" on type "(\w+)"/,
    say: (fieldName, typeName) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  },
  {
    match: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    say: (argumentName, name) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
    }),
  },
  {
    match: /^Field "(\w+)" argument "(\w+)" of type/,
    say: (name, argumentName) => ({
      message: `Field '${name}' is missing required arguments: ${argumentName}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: argumentName },
    }),
  },
  {
    match: /^Directive "@(\w+)" argument "(\w+)" of type/,
    say: (name, argumentName) => ({
      message: `Directive '${name}' is missing required arguments: ${argumentName}`,
      extensions: { code: 'missingRequiredArguments', className: 'Directive', name, arguments: argumentName },
    }),
  },
  {
    match: /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    say: (nodeName, typeName) => ({
      message: `Field must have selections (field '${nodeName}' returns ${typeName?.replace(/[[\]!]/g, '')} but has no selections. Did you mean '${nodeName} { ... }'?)`,
      extensions: {
        code: 'selectionMismatch',
        nodeName: `field '${nodeName}'`,
        typeName: typeName?.replace(/[[\]!]/g, ''),
      },
    }),
  },
  {
    match: /^Field "(\w+)" must not have a selection since type "([^"]+)"/,
    say: (nodeName, typeName) => ({
      message: `Selections can't be made on scalars (field '${nodeName}' returns ${typeName} but has selections)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${nodeName}'`, typeName },
    }),
  },
  {
    match: /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    say: (variableName, typeName, argumentType) => ({
      message: `Type mismatch on variable $${variableName} (${typeName} / ${argumentType})`,
      extensions: {
        code: 'variableMismatch',
        variableName,
        typeName,
        argumentName: null,
        errorMessage: 'Type mismatch',
      },
    }),
  },
  {
    match: /^Variable "\$(\w+)" is not defined/,
    say: (variableName) => ({
      message: `Variable $${variableName} is used but not declared`,
      extensions: { code: 'variableNotDefined', variableName },
    }),
  },
  {
    match: /^Variable "\$(\w+)" is never used/,
    say: (variableName) => ({
      message: `Variable $${variableName} is declared but not used`,
      extensions: { code: 'variableNotUsed', variableName },
    }),
  },
  {
    match: /^Unknown type "(\w+)"/,
    say: (typeName) => ({
      message: `${typeName} isn't a defined type`,
      extensions: { code: 'variableRequiresValidType', typeName },
    }),
  },
  {
    match: /^Unknown directive "@(\w+)"/,
    say: (directiveName) => ({
      message: `Directive @${directiveName} is not defined`,
      extensions: { code: 'undefinedDirective', directiveName },
    }),
  },
  {
    match:
      /^(Expected value of type|Value "|Field "\w+" is not defined by type|Field "\w+\.\w+" of required type|Int cannot|String cannot|ID cannot|Boolean cannot|Float cannot|Enum ")/,
    say: () => ({ message: '', extensions: { code: 'argumentLiteralsIncompatible' } }),
  },
];

/** Rewords an error of validation; one that no rule knows keeps its words and gets the code `invalidDocument`. */
export function validationError(document: DocumentNode, error: GraphQLError): TopLevelError {
  const plain = error.message.replace(/ Did you mean .*$/, '');
  const path = error.nodes?.[0] === undefined ? undefined : pathOf(document, error.nodes[0]);
  const base = {
    ...(error.locations === undefined
      ? {}
      : { locations: error.locations.map(({ line, column }) => ({ line, column })) }),
    ...(path === undefined ? {} : { path }),
  };
  for (const rule of RULES) {
    const match = rule.match.exec(error.message);
    if (match === null) continue;
    const said = rule.say(...match.slice(1));
    return { message: said.message === '' ? plain : said.message, ...base, extensions: said.extensions };
  }
  return { message: plain, ...base, extensions: { code: 'invalidDocument' } };
}

/** Where a node stands: `["query Orders", "orders", "nodes", "foo"]`, arguments by their names. */
function pathOf(document: DocumentNode, wanted: ASTNode): string[] | undefined {
  const search = (set: SelectionSetNode | undefined, path: readonly string[]): string[] | undefined => {
    for (const selection of set?.selections ?? []) {
      const here =
        selection.kind === 'Field'
          ? [...path, selection.alias?.value ?? selection.name.value]
          : selection.kind === 'InlineFragment'
            ? [...path, `... on ${selection.typeCondition?.name.value ?? ''}`]
            : [...path, `... ${selection.name.value}`];
      if (selection === wanted) return here;
      if (selection.kind === 'Field')
        for (const argument of selection.arguments ?? []) {
          if (argument === wanted || within(argument.value, wanted)) return [...here, argument.name.value];
        }
      if (selection.kind === 'FragmentSpread') continue;
      const found = search(selection.selectionSet, here);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition' && definition.kind !== 'FragmentDefinition') continue;
    const head =
      definition.kind === 'FragmentDefinition'
        ? `fragment ${definition.name.value}`
        : [definition.operation, definition.name?.value].filter(Boolean).join(' ');
    if (definition === wanted) return [head];
    const found = search(definition.selectionSet, [head]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(value: ASTNode, wanted: ASTNode): boolean {
  if (value === wanted) return true;
  if (value.kind === 'ListValue') return value.values.some((item) => within(item, wanted));
  if (value.kind === 'ObjectValue')
    return value.fields.some((field) => field === wanted || within(field.value, wanted));
  return false;
}
