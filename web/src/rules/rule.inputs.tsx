import { BooleanInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { Rule } from '../api/client';
import { choicesOf } from '../common/choices';
import { InputGrid } from '../common/input-grid';
import { LabelsInput } from '../common/labels.input';
import { NumberInput } from '../common/number.input';
import { SelectInput } from '../common/select.input';
import { SEVERITY_CHOICES } from '../common/severity.badge';
import { isKind, type Kind, KINDS, THRESHOLDS } from './rule.values';

export const RULE_FIELDS = ['name', 'severity', 'holdSeconds', 'labels', 'threshold', 'opensIncident', 'enabled'];
export const KIND_CHOICES = choicesOf(KINDS, 'amiral.rule.kind');

interface Props {
  /** The rule as it is; none while it is being entered. */
  rule?: Rule;
  disabled?: boolean;
}

const listed = (days: unknown): unknown => (Array.isArray(days) ? days.join(', ') : (days ?? ''));
/** As it is typed, so that a comma can be; numbers once it is sent. */
const daysOf = (text: string): unknown => (/^\s*\d+(\s*,\s*\d+)*\s*$/.test(text) ? text.split(',').map(Number) : text);

function ThresholdInputs({ kind }: { kind: Kind }) {
  const helps = `amiral.rule.help.${kind}`;
  return THRESHOLDS[kind].map((by) =>
    by === 'days' ? (
      <TextInput key={by} source="threshold.days" format={listed} parse={daysOf} helperText={helps} />
    ) : (
      <NumberInput key={by} source={`threshold.${by}`} min={0} helperText={helps} />
    ),
  );
}

export function RuleInputs({ rule, disabled = false }: Props) {
  const kind: unknown = useWatch({ name: 'kind', defaultValue: rule?.kind ?? 'server-critical' });
  return (
    <>
      <InputGrid>
        <TextInput source="name" required helperText={false} />
        {!rule && (
          <SelectInput
            source="kind"
            choices={KIND_CHOICES}
            required
            defaultValue="server-critical"
            helperText={false}
          />
        )}
        <SelectInput source="severity" choices={SEVERITY_CHOICES} required={rule !== undefined} helperText={false} />
        <NumberInput
          source="holdSeconds"
          required={rule !== undefined}
          min={0}
          max={30 * 86_400}
          helperText="amiral.rule.hold_help"
        />
        {isKind(kind) && <ThresholdInputs kind={kind} />}
      </InputGrid>
      <LabelsInput disabled={disabled} help="amiral.rule.labels_help" />
      <BooleanInput source="enabled" defaultValue={rule ? undefined : true} helperText="amiral.rule.enabled_help" />
      <BooleanInput source="opensIncident" helperText="amiral.rule.incident_help" />
    </>
  );
}
