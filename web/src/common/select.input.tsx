import { required, SelectInput as AnySelectInput, type SelectInputProps } from 'react-admin';

const GIVEN = required();

/** One of several words. Where one is required there is no blank to choose: react-admin offers it whatever HTML's `required` says. */
export function SelectInput({ required: isRequired = false, ...props }: SelectInputProps) {
  return <AnySelectInput {...props} {...(isRequired && { validate: GIVEN })} />;
}
