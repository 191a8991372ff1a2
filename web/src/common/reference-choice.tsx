import { AutocompleteInput, type AutocompleteInputProps, ReferenceInput } from 'react-admin';

const byName = { field: 'name', order: 'ASC' } as const;
const search = (text: string) => ({ q: text });

interface Props extends Pick<AutocompleteInputProps, 'disabled' | 'helperText' | 'label'> {
  source: string;
  reference: string;
  required?: boolean;
}

/** One record of another kind, found by typing a part of its name. */
export function ReferenceChoice({ source, reference, required = false, helperText = false, ...rest }: Props) {
  return (
    <ReferenceInput source={source} reference={reference} sort={byName} perPage={50}>
      <AutocompleteInput
        optionText="name"
        filterToQuery={search}
        isRequired={required}
        helperText={helperText}
        {...rest}
        fullWidth
      />
    </ReferenceInput>
  );
}
