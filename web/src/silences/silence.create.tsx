import { useState } from 'react';
import { DateTimeInput, TextInput } from 'react-admin';
import { useCan } from '../auth/use-can';
import { InputGrid } from '../common/input-grid';
import { isoOf } from '../common/iso-of';
import { MatcherInputs, ReferenceChoices } from '../common/matcher.inputs';
import { RecordCreate } from '../common/record.create';

const USUAL_MS = 2 * 3_600_000;
const usualEnd = () => new Date(Date.now() + USUAL_MS).toISOString();

/** Keeps alerts quiet for a while, and says why. */
export function SilenceCreate() {
  const [endsAt] = useState(usualEnd);
  const mayReadRules = useCan('read', 'alert-rules');
  return (
    <RecordCreate redirect="list" defaultValues={{ endsAt }}>
      <InputGrid>
        <TextInput source="reason" required helperText={false} sx={{ gridColumn: '1 / -1' }} />
        <DateTimeInput source="startsAt" parse={isoOf} helperText="amiral.silence.from_now" />
        <DateTimeInput source="endsAt" parse={isoOf} required helperText={false} />
        {mayReadRules && <ReferenceChoices source="ruleIds" reference="alert-rules" />}
      </InputGrid>
      <MatcherInputs help="amiral.silence.labels_help" />
    </RecordCreate>
  );
}
