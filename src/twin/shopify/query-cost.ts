import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

export const MAX_QUERY_COST = 1000;
const MUTATION_COST = 10;
const CONNECTION_COST = 2;

export type Variables = Readonly<Record<string, unknown>>;
export type ConnectionScale = (count: number) => number;

/**
 * How much a connection weighs by its `first`. The sheet only says that it grows with it; a plain product would put the
 * sheet's own sample query (orders with lines and money bags, 212 points) far over the limit of 1000. Fitted to public
 * measurements: `product { variants(first: 250) { nodes { inventoryItem { id } } } }` is 25 points, and an order's lines
 * with ten objects each are 23 points at `first: 3` and 43 at `first: 10`.
 */
export const CONNECTION_SCALES: Readonly<Record<'damped' | 'linear', ConnectionScale>> = {
  damped: (count) => (count <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(count)))),
  linear: (count) => Math.max(0, count),
};

interface CostField {
  readonly key: string;
  readonly kind: 'object' | 'connection' | 'free' | 'mutation';
  readonly node: FieldNode;
  readonly children: readonly CostField[];
  /** Selections that hold for one concrete type only: the dearest of them counts. */
  readonly byType: readonly (readonly CostField[])[];
}

/** The cost structure of one operation, made once for each query text. */
export interface CostPlan {
  readonly fields: readonly CostField[];
}

// Measured: a mutation that selects its userErrors, or the record that it made, still costs 10 (what hangs on the record
// counts); the wrappers of a connection cost nothing themselves.
const FREE = new Set(['userErrors', 'orderCancelUserErrors', 'pageInfo', 'edges', 'nodes', 'node']);

export function planCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostPlan {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);

  const payloads = new Set<GraphQLNamedType>(
    Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ type }) => getNamedType(type)),
  );

  function select(type: GraphQLNamedType, set: SelectionSetNode | undefined): Pick<CostField, 'children' | 'byType'> {
    const children: CostField[] = [];
    const byType: CostField[][] = [];
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') {
        const field = costField(type, selection);
        if (field !== undefined) children.push(field);
        continue;
      }
      const fragment = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection;
      const conditionName = fragment?.typeCondition?.name.value;
      const condition = (conditionName === undefined ? undefined : schema.getType(conditionName)) ?? type;
      const inner = select(condition, fragment?.selectionSet);
      if (isAbstractType(type) && isObjectType(condition)) byType.push([...inner.children]);
      else children.push(...inner.children);
      byType.push(...inner.byType.map((fields) => [...fields]));
    }
    return { children, byType };
  }

  function costField(parent: GraphQLNamedType, node: FieldNode): CostField | undefined {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (definition === undefined) return undefined;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return undefined;
    const inWrapper = parent.name.endsWith('Connection') || parent.name.endsWith('Edge');
    const kind =
      parent === schema.getMutationType()
        ? 'mutation'
        : type.name.endsWith('Connection')
          ? 'connection'
          : payloads.has(parent) || (FREE.has(name) && (inWrapper || name.endsWith('rrors')))
            ? 'free'
            : 'object';
    return { key: node.alias?.value ?? name, kind, node, ...select(type, node.selectionSet) };
  }

  const root = schema.getRootType(operation.operation);
  return { fields: root ? select(root, operation.selectionSet).children : [] };
}

/** What the query asks for at most, before it runs: decides MAX_COST_EXCEEDED and THROTTLED. */
export function requestedCost(plan: CostPlan, variables: Variables, scale: ConnectionScale): number {
  const sum = (fields: readonly CostField[]): number => fields.reduce((total, field) => total + cost(field), 0);
  const inside = (field: CostField): number => sum(field.children) + Math.max(0, ...field.byType.map(sum));
  function cost(field: CostField): number {
    switch (field.kind) {
      case 'mutation':
        return MUTATION_COST + inputCost(field, variables) + inside(field);
      case 'connection': {
        const count = argument(field, 'first', variables) ?? argument(field, 'last', variables) ?? 0;
        // What a page's nodes cost once, times the page.
        return CONNECTION_COST + scale(Number(count)) * nodeCost(field);
      }
      case 'object':
        return 1 + inside(field);
      case 'free':
        return inside(field);
    }
  }
  function nodeCost(connection: CostField): number {
    return connection.children.reduce((total, child) => {
      if (child.key === 'pageInfo' || child.node.name.value === 'pageInfo') return total;
      const holder =
        child.node.name.value === 'edges' ? child.children.find((inner) => inner.node.name.value === 'node') : child;
      return total + (holder === undefined ? 0 : 1 + inside(holder));
    }, 0);
  }
  return Math.ceil(sum(plan.fields));
}

/** What was really returned, by the same rules with the counts of the answer. A null object still costs its point. */
export function actualCost(plan: CostPlan, data: unknown, variables: Variables, scale: ConnectionScale): number {
  const fieldsOf = (field: CostField): CostField[] => [...field.children, ...field.byType.flat()];
  function sum(fields: readonly CostField[], value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    const seen = new Set<string>();
    let total = 0;
    for (const field of fields) {
      if (seen.has(field.key) || !(field.key in value)) continue;
      seen.add(field.key);
      total += cost(field, (value as Record<string, unknown>)[field.key]);
    }
    return total;
  }
  function cost(field: CostField, value: unknown): number {
    if (field.kind === 'connection') return CONNECTION_COST + nodesCost(field, value);
    const inner = Array.isArray(value)
      ? value.reduce((most: number, item) => Math.max(most, sum(fieldsOf(field), item)), 0)
      : sum(fieldsOf(field), value);
    if (field.kind === 'mutation') return MUTATION_COST + inputCost(field, variables) + inner;
    return (field.kind === 'object' ? 1 : 0) + inner;
  }
  function nodesCost(connection: CostField, value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    let total = 0;
    for (const child of connection.children) {
      const list = (value as Record<string, unknown>)[child.key];
      if (!Array.isArray(list) || list.length === 0) continue;
      const inEdges = child.node.name.value === 'edges';
      const holder = inEdges ? child.children.find((inner) => inner.node.name.value === 'node') : child;
      if (holder === undefined) continue;
      const each = list.map(
        (item) => 1 + sum(fieldsOf(holder), inEdges ? (item as Record<string, unknown>)[holder.key] : item),
      );
      total += (scale(list.length) / list.length) * each.reduce((a, b) => a + b, 0);
    }
    return total;
  }
  return Math.ceil(sum(plan.fields, data));
}

function argument(field: CostField, name: string, variables: Variables): unknown {
  const node = field.node.arguments?.find((candidate) => candidate.name.value === name);
  return node === undefined ? undefined : valueFromASTUntyped(node.value, variables as Record<string, unknown>);
}

/** `productSet` is priced by what it carries: 0.2 a variant, 0.4 a metafield, 1.9 a file of the product. */
function inputCost(field: CostField, variables: Variables): number {
  if (field.node.name.value !== 'productSet') return 0;
  const input = argument(field, 'input', variables) as
    | { variants?: { metafields?: unknown[] }[]; metafields?: unknown[]; files?: unknown[] }
    | undefined;
  const variants = input?.variants ?? [];
  const metafields =
    (input?.metafields?.length ?? 0) + variants.reduce((n, variant) => n + (variant.metafields?.length ?? 0), 0);
  return 0.2 * variants.length + 0.4 * metafields + 1.9 * (input?.files?.length ?? 0);
}
