import { SelectArrayInput as AnySelectArrayInput, type SelectArrayInputProps } from 'react-admin';

/** An address may hold one value, or anything else, where several are meant; the box can show nothing but a list. */
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [value].filter((one) => one !== undefined && one !== null && one !== '');

/** Any number of several words. */
export function SelectArrayInput(props: SelectArrayInputProps) {
  return <AnySelectArrayInput {...props} format={listOf} />;
}
