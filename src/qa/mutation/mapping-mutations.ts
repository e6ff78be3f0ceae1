import { asksForNothing } from './equivalent-mutants.ts';
import { isNode, type MutableNode, type NodePath, nothingNode } from './tree.ts';

/** What kind of mistake a mutant stands for, in the words of its report. */
export const MUTATION_KINDS = {
  'field-dropped': 'a field of the output is left out',
  'field-swapped': 'a field is taken from its neighbour: billing for shipping, first for last name, subtotal for total',
  'operator-changed': 'another operator: < for <=, and for or, + for −',
  'branch-taken': 'a condition is always or never true',
  'filter-dropped': 'what was left out of a list is in it',
  'element-dropped': 'an element of a list, or what was appended to it, is missing',
  'line-lost': 'the last of several lines is lost',
  'off-by-one': 'a number or an index is off by one',
  'money-changed': 'added for subtracted, largest for smallest, no allocation',
  'rounding-changed': 'rounded down where it is half up, up where it is down, or to another digit',
  'constant-changed': 'another fixed text',
  'call-dropped': 'a value is taken as it is, where a function made something of it',
  'hold-dropped': 'what nobody can decide is passed over in silence',
} as const;

export type MutationKind = keyof typeof MUTATION_KINDS;

/** One way to change a node. `make` yields the node that stands in its place, and leaves the one it gets as it is. */
export interface Proposal {
  readonly kind: MutationKind;
  /** What was changed, in a few words. */
  readonly says: string;
  readonly make: (node: MutableNode) => MutableNode;
  /** The way from the node to what the mistake is about, where that is a part of it. */
  readonly about?: NodePath;
}

type Proposer = (node: MutableNode) => readonly Proposal[];

const nodes = (value: unknown): MutableNode[] => (Array.isArray(value) ? value.filter(isNode) : []);

const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

const dropFields: Proposer = (node) => {
  if (node.type !== 'unary' || node.value !== '{' || !Array.isArray(node.lhs)) return [];
  return (node.lhs as [MutableNode, MutableNode][]).map(([key], index) => ({
    kind: 'field-dropped',
    says: `without ${String(key.value ?? 'a computed field')}`,
    about: ['lhs', index],
    make: (fresh) => ({ ...fresh, lhs: without(fresh.lhs as unknown[], index) }),
  }));
};

/** Names that are mistaken for one another, as parts of a name in any spelling: `billing_address`, `shipToCity`. */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['billing', 'shipping'],
  ['sellTo', 'shipTo'],
  ['billTo', 'shipTo'],
  ['first', 'last'],
  ['subtotal', 'total'],
  ['line1', 'line2'],
  ['address_1', 'address_2'],
  ['created', 'updated'],
  ['shipping_total', 'tax_total'],
];

const swapFields: Proposer = (node) => {
  if (node.type !== 'name' || typeof node.value !== 'string') return [];
  const name = node.value;
  for (const [one, other] of NEIGHBOURS) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      if (!name.includes(from) || (to.includes(from) && name.includes(to))) continue;
      const swapped = name.replace(from, to);
      return [{ kind: 'field-swapped', says: `${name} → ${swapped}`, make: (fresh) => ({ ...fresh, value: swapped }) }];
    }
  }
  return [];
};

export const OPERATORS: Readonly<Record<string, string>> = {
  '=': '!=',
  '!=': '=',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  and: 'or',
  or: 'and',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

const changeOperator: Proposer = (node) => {
  if (node.type !== 'binary') return [];
  const operator = String(node.value);
  const other = OPERATORS[operator];
  if (other !== undefined) {
    return [
      { kind: 'operator-changed', says: `${operator} → ${other}`, make: (fresh) => ({ ...fresh, value: other }) },
    ];
  }
  if (operator === '&') {
    return (['lhs', 'rhs'] as const).map((side) => ({
      kind: 'element-dropped',
      says: `only the ${side === 'lhs' ? 'left' : 'right'} side of &`,
      make: (fresh) => fresh[side] as MutableNode,
    }));
  }
  return [];
};

const takeBranch: Proposer = (node) => {
  if (node.type !== 'condition') return [];
  const always: Proposal = {
    kind: 'branch-taken',
    says: 'always the first branch',
    make: (fresh) => fresh.then as MutableNode,
  };
  const never: Proposal = {
    kind: 'branch-taken',
    says: 'never the first branch',
    make: (fresh) => (isNode(fresh.else) ? fresh.else : nothingNode()),
  };
  return asksForNothing(node) ? [never] : [always, never];
};

const dropFilters: Proposer = (node) =>
  (['stages', 'predicate'] as const).flatMap((where) =>
    nodes(node[where]).flatMap((stage, index): Proposal[] => {
      if (stage.type !== 'filter' || (isNode(stage.expr) && stage.expr.type === 'number')) return [];
      return [
        {
          kind: 'filter-dropped',
          says: 'without its filter',
          make: (fresh) => ({ ...fresh, [where]: without(nodes(fresh[where]), index) }),
        },
      ];
    }),
  );

const dropElements: Proposer = (node) => {
  if (node.type !== 'unary' || node.value !== '[') return [];
  return nodes(node.expressions).map((_, index) => ({
    kind: 'element-dropped',
    says: `without element ${index + 1} of the list`,
    make: (fresh) => ({ ...fresh, expressions: without(nodes(fresh.expressions), index) }),
  }));
};

const shiftNumber: Proposer = (node) => {
  if (node.type !== 'number' || typeof node.value !== 'number') return [];
  const value = node.value;
  return [{ kind: 'off-by-one', says: `${value} → ${value + 1}`, make: (fresh) => ({ ...fresh, value: value + 1 }) }];
};

const changeText: Proposer = (node) => {
  if (node.type !== 'string' || typeof node.value !== 'string') return [];
  const value = node.value;
  return [
    {
      kind: 'constant-changed',
      says: `"${value.slice(0, 30)}" → "${value.slice(0, 30)}~"`,
      make: (fresh) => ({ ...fresh, value: `${value}~` }),
    },
  ];
};

const callee = (node: MutableNode): string | undefined =>
  (node.type === 'function' || node.type === 'partial') && isNode(node.procedure) && node.procedure.type === 'variable'
    ? String(node.procedure.value)
    : undefined;

const called = (node: MutableNode, name: string): MutableNode => ({
  ...node,
  procedure: { ...(node.procedure as MutableNode), value: name },
});

const MONEY: Readonly<Record<string, string>> = {
  moneyAdd: 'moneySubtract',
  moneySubtract: 'moneyAdd',
  moneyMultiply: 'moneyDivide',
  moneyDivide: 'moneyMultiply',
  moneyMin: 'moneyMax',
  moneyMax: 'moneyMin',
};

const changeMoney: Proposer = (node) => {
  const name = callee(node);
  const other = name === undefined ? undefined : MONEY[name];
  return name === undefined || other === undefined
    ? []
    : [{ kind: 'money-changed', says: `$${name} → $${other}`, make: (fresh) => called(fresh, other) }];
};

const number = (value: number): MutableNode => ({ type: 'number', value });
const text = (value: string): MutableNode => ({ type: 'string', value });

const changeRounding: Proposer = (node) => {
  if (callee(node) !== 'moneyRound') return [];
  const mode = nodes(node.arguments)[2]?.value === 'down' ? 'up' : 'down';
  return [
    {
      kind: 'rounding-changed',
      says: `rounded ${mode}`,
      make: (fresh) => {
        const [amount = nothingNode(), digits = number(2)] = nodes(fresh.arguments);
        return { ...fresh, arguments: [amount, digits, text(mode)] };
      },
    },
  ];
};

/** Functions of which the first argument passes for the result. `$string`, `$decimal` and `$number` only change its type. */
const KEPT_AS_IT_IS = [
  'exactly',
  'not',
  'uppercase',
  'lowercase',
  'trim',
  'distinct',
  'reverse',
  'sort',
  'filter',
  'append',
  'merge',
];

const dropCalls: Proposer = (node) => {
  const name = callee(node);
  if (name === undefined) return [];
  const [first] = nodes(node.arguments);
  const proposals: Proposal[] = [];
  if (first !== undefined && KEPT_AS_IT_IS.includes(name)) {
    const kind: MutationKind =
      name === 'filter' ? 'filter-dropped' : name === 'append' || name === 'merge' ? 'element-dropped' : 'call-dropped';
    proposals.push({ kind, says: `without $${name}`, make: (fresh) => nodes(fresh.arguments)[0] ?? nothingNode() });
  }
  if (name === 'hold' || name === 'holdUnlessSale')
    proposals.push({ kind: 'hold-dropped', says: `without $${name}`, make: nothingNode });
  if (name === 'moneySpread')
    proposals.push({
      kind: 'money-changed',
      says: 'amounts not spread',
      make: (fresh) => nodes(fresh.arguments)[1] ?? nothingNode(),
    });
  return proposals;
};

/** `$map(list, …)` over all but the last of several. */
const loseLine: Proposer = (node) => {
  if (callee(node) !== 'map') return [];
  return [
    {
      kind: 'line-lost',
      says: '$map without the last of several',
      make: (fresh) => {
        const [list = nothingNode(), ...rest] = nodes(fresh.arguments);
        return { ...fresh, arguments: [allButLast(list), ...rest] };
      },
    },
  ];
};

/** `$filter(list, function($v, $i, $a) { $i = 0 or $i + 1 < $count($a) })` */
function allButLast(list: MutableNode): MutableNode {
  const variable = (value: string): MutableNode => ({ type: 'variable', value });
  const binary = (value: string, lhs: MutableNode, rhs: MutableNode): MutableNode => ({
    type: 'binary',
    value,
    lhs,
    rhs,
  });
  const call = (name: string, args: readonly MutableNode[]): MutableNode => ({
    type: 'function',
    value: '(',
    procedure: variable(name),
    arguments: [...args],
  });
  const body = binary(
    'or',
    binary('=', variable('mutantIndex'), number(0)),
    binary('<', binary('+', variable('mutantIndex'), number(1)), call('count', [variable('mutantList')])),
  );
  return call('filter', [
    list,
    { type: 'lambda', arguments: ['mutantItem', 'mutantIndex', 'mutantList'].map(variable), body },
  ]);
}

const PROPOSERS: readonly Proposer[] = [
  dropFields,
  swapFields,
  changeOperator,
  takeBranch,
  dropFilters,
  dropElements,
  shiftNumber,
  changeText,
  changeMoney,
  changeRounding,
  dropCalls,
  loseLine,
];

/** Everything that can be changed about one node. */
export const proposalsFor = (node: MutableNode): readonly Proposal[] => PROPOSERS.flatMap((propose) => propose(node));
