import { Box, LinearProgress, Stack, Typography } from '@mui/material';
import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import HelpOutline from '@mui/icons-material/HelpOutline';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import SkipNext from '@mui/icons-material/SkipNext';
import Sync from '@mui/icons-material/Sync';
import Undo from '@mui/icons-material/Undo';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { Badge, type Tone } from '../common/badge';
import { Duration } from '../common/duration';
import { ExactTime } from '../common/exact-time';
import { StepBytes } from './step.bytes';

type Step = Schemas['OperationStep'];

const STATES: Record<Step['state'], readonly [Tone, ReactElement]> = {
  pending: ['quiet', <RadioButtonUnchecked key="pending" />],
  running: ['info', <Sync key="running" />],
  succeeded: ['good', <CheckCircle key="succeeded" />],
  failed: ['notice', <ErrorIcon key="failed" />],
  unknown: ['bad', <HelpOutline key="unknown" />],
  compensated: ['quiet', <Undo key="compensated" />],
  skipped: ['quiet', <SkipNext key="skipped" />],
};

function StepFacts({ step: { startedAt, endedAt, attempts } }: { step: Step }) {
  const translate = useTranslate();
  if (startedAt === null) return null;
  return (
    <Typography variant="body2" color="text.secondary">
      <ExactTime at={startedAt} />, <Duration from={startedAt} to={endedAt} />
      {attempts > 1 && `, ${translate('amiral.operation.attempts', { smart_count: attempts })}`}
    </Typography>
  );
}

function StepLine({ step }: { step: Step }) {
  const translate = useTranslate();
  const [tone, icon] = STATES[step.state];
  return (
    <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Stack direction="row" useFlexGap sx={{ columnGap: 1.5, rowGap: 0.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ fontWeight: 600, flex: '1 1 180px' }}>
          {translate(`amiral.operation.step.${step.name}`, { _: step.name })}
        </Typography>
        <StepFacts step={step} />
        <Badge tone={tone} icon={icon} label={translate(`amiral.operation.step_state.${step.state}`)} />
      </Stack>
      {step.detail !== null && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          <bdi lang="en">{step.detail}</bdi>
        </Typography>
      )}
      {step.state === 'running' && step.bytesDone === null && (
        <LinearProgress sx={{ mt: 0.5, borderRadius: 3 }} aria-hidden />
      )}
      {step.bytesDone !== null && <StepBytes step={{ ...step, bytesDone: step.bytesDone }} />}
    </Box>
  );
}

/** What an operation is made of, in its order. */
export function OperationSteps({ steps }: { steps: readonly Step[] }) {
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {steps.map((step) => (
        <StepLine key={step.name} step={step} />
      ))}
    </Box>
  );
}
