import { AutocompleteArrayInput, ReferenceArrayInput } from 'react-admin';
import { LabelsInput } from './labels.input';

const byName = { field: 'name', order: 'ASC' } as const;
const search = (text: string) => ({ q: text });

/** Several records of another kind, found by typing a part of their names. */
export function ReferenceChoices({ source, reference }: { source: string; reference: string }) {
  return (
    <ReferenceArrayInput source={source} reference={reference} sort={byName} perPage={50}>
      <AutocompleteArrayInput optionText="name" filterToQuery={search} helperText={false} fullWidth />
    </ReferenceArrayInput>
  );
}

/** What something is about: servers that carry these labels, or are named. */
export function MatcherInputs({ disabled = false, help }: { disabled?: boolean; help: string }) {
  return (
    <>
      <ReferenceChoices source="serverIds" reference="servers" />
      <LabelsInput disabled={disabled} help={help} />
    </>
  );
}
