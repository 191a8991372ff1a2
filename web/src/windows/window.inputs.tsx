import { AutocompleteInput, DateTimeInput, TextInput, useLocaleState } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { choicesOf } from '../common/choices';
import { InputGrid } from '../common/input-grid';
import { isoOf } from '../common/iso-of';
import { MatcherInputs } from '../common/matcher.inputs';
import { NumberInput } from '../common/number.input';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { isKind, SCHEDULE_KINDS, type ScheduleKind } from './window.values';
import { weekdays } from './window.words';

export const WINDOW_FIELDS = ['name', 'description', 'labels', 'serverIds', 'schedule'];
const KIND_CHOICES = choicesOf(SCHEDULE_KINDS, 'amiral.window.kind');
const NTH_CHOICES = [1, 2, 3, 4, -1].map((id) => ({ id, name: `amiral.window.nth.${String(id)}` }));
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set([HERE, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((id) => ({ id, name: id }));

function OnceInputs() {
  return (
    <>
      <DateTimeInput source="schedule.startsAt" parse={isoOf} required helperText={false} />
      <DateTimeInput source="schedule.endsAt" parse={isoOf} required helperText={false} />
    </>
  );
}

function WeeklyDays() {
  const [locale] = useLocaleState();
  return (
    <SelectArrayInput
      source="schedule.days"
      choices={weekdays(locale, 'long')}
      translateChoice={false}
      required
      helperText={false}
    />
  );
}

function MonthlyDay() {
  const [locale] = useLocaleState();
  return (
    <>
      <SelectInput source="schedule.nth" choices={NTH_CHOICES} required helperText={false} />
      <SelectInput
        source="schedule.day"
        choices={weekdays(locale, 'long')}
        translateChoice={false}
        required
        helperText={false}
      />
    </>
  );
}

function RecurringInputs({ kind }: { kind: ScheduleKind }) {
  return (
    <>
      {kind === 'weekly' ? <WeeklyDays /> : <MonthlyDay />}
      <TextInput
        source="schedule.at"
        type="time"
        required
        helperText={false}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <NumberInput source="schedule.durationMinutes" min={1} max={10_080} required helperText={false} />
      <AutocompleteInput
        source="schedule.timeZone"
        choices={ZONES}
        translateChoice={false}
        defaultValue={HERE}
        isRequired
        helperText={false}
      />
      <DateTimeInput source="schedule.from" parse={isoOf} helperText="amiral.window.from_help" />
      <DateTimeInput source="schedule.until" parse={isoOf} helperText="amiral.window.until_help" />
    </>
  );
}

export function WindowInputs({ disabled = false }: { disabled?: boolean }) {
  const kind: unknown = useWatch({ name: 'schedule.kind' });
  return (
    <>
      <InputGrid>
        <TextInput source="name" required helperText={false} />
        <SelectInput source="schedule.kind" choices={KIND_CHOICES} required helperText={false} />
        {isKind(kind) && (kind === 'once' ? <OnceInputs /> : <RecurringInputs kind={kind} />)}
        <TextInput source="description" multiline minRows={2} helperText={false} sx={{ gridColumn: '1 / -1' }} />
      </InputGrid>
      <MatcherInputs disabled={disabled} help="amiral.window.labels_help" />
    </>
  );
}
