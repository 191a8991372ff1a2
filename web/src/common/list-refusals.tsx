import { useEffect } from 'react';
import { type FieldError, get, useFormContext, useFormState } from 'react-hook-form';

/** Each with the place of what it is about, counted as people do. */
const wordsOf = (refused: readonly (FieldError | undefined)[]) =>
  refused.flatMap((error, index) => (error ? [`${String(index + 1)}: ${error.message ?? ''}`] : [])).join(' · ');

/** What is refused of one of several values, an address among the recipients, is said at the input that holds them all. */
export function ListRefusals() {
  const { control, getValues, setError } = useFormContext();
  const { errors } = useFormState({ control });
  useEffect(() => {
    for (const name of control._names.mount) {
      const refused: unknown = get(errors, name);
      if (!Array.isArray(refused) || !Array.isArray(getValues(name))) continue;
      setError(name, { type: 'server', message: wordsOf(refused as (FieldError | undefined)[]) });
    }
  }, [control, errors, getValues, setError]);
  return null;
}
