import type { ReactElement, ReactNode } from 'react';
import { Create, type CreateProps, SimpleForm } from 'react-admin';
import { filled } from './filled';
import { ListRefusals } from './list-refusals';
import { useRefusal } from './use-refusal';

interface Props {
  redirect?: CreateProps['redirect'];
  /** The buttons below, where there are others than the usual one. */
  toolbar?: ReactElement;
  defaultValues?: object;
  /** Puts what was typed into the words of the API. */
  transform?: NonNullable<CreateProps['transform']>;
  /** Tells why it was refused, where the form does that in a way of its own. */
  onError?: (error: Error) => void;
  children: ReactNode;
}

/** A form for a new record. What is wrong is said at its input, and in words as well: some of it has no input. */
export function RecordCreate({
  redirect = 'edit',
  defaultValues,
  transform = filled,
  onError,
  toolbar,
  children,
}: Props) {
  const say = useRefusal();
  return (
    <Create redirect={redirect} transform={transform} mutationOptions={{ onError: onError ?? say }}>
      <SimpleForm {...(defaultValues && { defaultValues })} {...(toolbar && { toolbar })}>
        {children}
        <ListRefusals />
      </SimpleForm>
    </Create>
  );
}
