/** An option as a connector declares it. */
export interface SettingDeclaration {
  readonly type?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}
