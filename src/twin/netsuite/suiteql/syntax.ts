/** An expression of SuiteQL as written. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | null }
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'column'; readonly table?: string; readonly name: string }
  | { readonly kind: 'star'; readonly table?: string }
  | { readonly kind: 'unary'; readonly operator: 'NOT' | '-'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'between'; readonly operand: Expression; readonly from: Expression; readonly until: Expression }
  | { readonly kind: 'in'; readonly operand: Expression; readonly among: readonly Expression[] | Query }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'scalar'; readonly query: Query }
  | { readonly kind: 'null-test'; readonly operand: Expression }
  | { readonly kind: 'case'; readonly branches: readonly Branch[]; readonly otherwise?: Expression }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly distinct: boolean;
      readonly arguments: readonly Expression[];
      /** `WITHIN GROUP (ORDER BY …)` of LISTAGG. */
      readonly within?: readonly Order[];
    };

export interface Branch {
  readonly when: Expression;
  readonly result: Expression;
}

export interface Order {
  readonly by: Expression;
  readonly descending: boolean;
  readonly nullsFirst?: boolean;
}

export interface Source {
  /** Name of a table in lower case, or a query in its place. */
  readonly table: string | Query;
  readonly alias: string;
  readonly join?: { readonly outer: boolean; readonly on: Expression };
}

export interface Query {
  readonly distinct: boolean;
  readonly select: readonly { readonly expression: Expression; readonly name: string }[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
  readonly orderBy: readonly Order[];
  readonly skip: number;
  readonly most?: number;
}

export const isQuery = (value: readonly Expression[] | Query): value is Query => !Array.isArray(value);
