import { Card, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Rule } from '../api/client';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { filled } from '../common/filled';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { reset } from './rule.calls';
import { RULE_FIELDS, RuleInputs } from './rule.inputs';
import { isKind, ruleOf } from './rule.values';

const entered = (values: { kind?: unknown }) => filled(isKind(values.kind) ? ruleOf(values.kind, values) : values);

export function RuleCreate() {
  return (
    <RecordCreate transform={entered}>
      <RuleInputs />
    </RecordCreate>
  );
}

/** Makes it what its kind has by itself, after a question. */
function Reset({ rule }: { rule: Rule }) {
  return (
    <AskedButton
      label="amiral.action.reset"
      title="amiral.rule.sure"
      name={rule.name}
      consequence="amiral.rule.consequence"
      run={() => reset(rule)}
      done="amiral.rule.was_reset"
      reread={{ queryKey: ['alert-rules'] }}
    />
  );
}

function Header({ rule }: { rule: Rule }) {
  const translate = useTranslate();
  const mayReset = useCan('reset', 'alert-rules');
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
      <Typography color="text.secondary">{translate(`amiral.rule.kind.${rule.kind}`)}</Typography>
      {mayReset && <Reset rule={rule} />}
      <RecordDelete resource="alert-rules" hindrance={rule.builtIn ? translate('amiral.rule.built_in') : null} />
    </Stack>
  );
}

export function RulePage() {
  const mayUpdate = useCan('update', 'alert-rules');
  return (
    <RecordPage<Rule> resource="alert-rules" nameOf={({ name }) => name} header={(rule) => <Header rule={rule} />}>
      {(rule) => (
        <Card key={rule.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm
            resource="alert-rules"
            record={rule}
            fields={RULE_FIELDS}
            disabled={!mayUpdate}
            transform={(changes) => ruleOf(rule.kind, changes)}
          >
            <RuleInputs rule={rule} disabled={!mayUpdate} />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
