import type { ProductOption, ProductRecord, VariantRecord } from './product-record.ts';

/** `VariantOptionValueInput`: the option by id or name, its value by id or name. */
export interface OptionValueInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly optionId?: string | null;
  readonly optionName?: string | null;
}

export type SelectedOptions = VariantRecord['selectedOptions'];

export type OptionFault = 'unknown-option' | 'unknown-value' | 'too-many' | 'too-few';

/** The id of an option's value by its position in the option. */
export function optionValueId(option: ProductOption, position: number): string {
  return `${option.id.replace('ProductOption', 'ProductOptionValue')}${position}`;
}

/** Whether two choices are the same variant: names and values count without their case and order. */
export function optionsKey(options: SelectedOptions): string {
  return JSON.stringify(options.map(({ name, value }) => [name.toLowerCase(), value.toLowerCase()]).sort());
}

/**
 * What the input chooses, in the order of the product's options. A value by a new name is welcome, an option by one is
 * not. Options that are left out keep what `held` says; without it they are a fault.
 */
export function chosenOptions(
  product: ProductRecord,
  inputs: readonly OptionValueInput[],
  held?: SelectedOptions,
): SelectedOptions | OptionFault {
  if (inputs.length > product.options.length) return 'too-many';
  const chosen = new Map<string, string>((held ?? []).map(({ name, value }) => [name, value]));
  for (const input of inputs) {
    const option = product.options.find(({ id, name }) =>
      input.optionId ? id === input.optionId : name.toLowerCase() === input.optionName?.toLowerCase(),
    );
    if (option === undefined) return 'unknown-option';
    const value = input.id
      ? option.values.find((_, position) => optionValueId(option, position) === input.id)
      : input.name;
    if (!value) return 'unknown-value';
    chosen.set(option.name, value);
  }
  if (product.options.some(({ name }) => !chosen.has(name))) return 'too-few';
  return product.options.map(({ name }) => ({ name, value: chosen.get(name) ?? '' }));
}

/** `Red / Small`, as a variant is titled. */
export function optionsTitle(options: SelectedOptions): string {
  return options.map(({ value }) => value).join(' / ');
}
