import { Box, Card, Skeleton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Operation, OperationSummary } from '../api/client';
import { Duration } from '../common/duration';
import { ExactTime } from '../common/exact-time';
import { RecordPage } from '../common/record.page';
import { OperationBadge } from './operation.badge';
import { OperationButtons } from './operation.buttons';
import { OperationOutcome } from './operation.outcome';
import { OperationProgress } from './operation.progress';
import { OperationResult } from './operation.result';
import { OperationSteps } from './operation.steps';
import { OperationSubject } from './operation.subject';

/** What came with a list has no steps yet. */
type Shown = OperationSummary & { steps?: Operation['steps'] };

function Facts({ operation: { requestedByName, createdAt, startedAt, endedAt } }: { operation: OperationSummary }) {
  const translate = useTranslate();
  const label = (field: string) => translate(`resources.operations.fields.${field}`);
  return (
    <Typography color="text.secondary" variant="body2">
      {label('requestedByName')}: <bdi>{requestedByName}</bdi>, <ExactTime at={createdAt} />
      {startedAt !== null && (
        <>
          {' · '}
          {label('startedAt')}: <ExactTime at={startedAt} />, {label('duration')}:{' '}
          <Duration from={startedAt} to={endedAt} />
        </>
      )}
    </Typography>
  );
}

function Header({ operation }: { operation: Shown }) {
  const { state, steps } = operation;
  return (
    <Stack spacing={1} sx={{ mt: 0.5 }}>
      <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <OperationBadge state={state} />
        <OperationSubject operation={operation} />
      </Stack>
      <Facts operation={operation} />
      {state === 'running' && (
        <Box sx={{ maxWidth: 480 }}>
          <OperationProgress progress={operation.progress} />
        </Box>
      )}
      {steps && <OperationButtons operation={{ ...operation, steps }} />}
    </Stack>
  );
}

/** One operation: how it stands, what may be done, and each of its steps. */
export function OperationPage() {
  const translate = useTranslate();
  return (
    <RecordPage<Shown>
      resource="operations"
      nameOf={({ kind, subjectName }) => `${translate(`amiral.operation.kind.${kind}`)} · ${subjectName}`}
      header={(operation) => <Header operation={operation} />}
    >
      {(operation) => (
        <Stack spacing={1.5}>
          {operation.steps && <OperationOutcome operation={{ ...operation, steps: operation.steps }} />}
          <OperationResult result={operation.result} />
          <Card variant="outlined" sx={{ p: 2 }}>
            <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
              {translate('amiral.operation.steps')}
            </Typography>
            {operation.steps ? <OperationSteps steps={operation.steps} /> : <Skeleton variant="rounded" height={160} />}
          </Card>
        </Stack>
      )}
    </RecordPage>
  );
}
