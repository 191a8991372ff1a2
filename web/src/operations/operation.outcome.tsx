import PanTool from '@mui/icons-material/PanTool';
import Undo from '@mui/icons-material/Undo';
import { Alert, type AlertColor, AlertTitle, Stack, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { useTranslate } from 'react-admin';
import type { Operation } from '../api/client';
import { useErrorWords } from './operation.words';
import { OperationResolve } from './operation.resolve';

type State = Operation['state'];

/** How each standing is told that is more than its name. */
const LOOKS: Partial<Record<State, readonly [AlertColor, ReactElement?]>> = {
  failed: ['warning'],
  compensating: ['info', <Undo key="compensating" />],
  compensated: ['success', <Undo key="compensated" />],
  'needs-operator': ['error', <PanTool key="needs-operator" />],
  cancelled: ['info'],
};

/** Why it did not succeed, and what was seen. */
function Reason({ error }: Pick<Operation, 'error'>) {
  const translate = useTranslate();
  const words = useErrorWords(error);
  if (words === null) return null;
  return (
    <>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {words.reason}
      </Typography>
      {words.seen !== null && (
        <Typography variant="body2">
          {translate('amiral.operation.outcome.seen')} <bdi lang="en">{words.seen}</bdi>
        </Typography>
      )}
    </>
  );
}

/** What came of an operation, or what it waits for: undone is over and well, an operator's turn is not. */
export function OperationOutcome({ operation }: { operation: Operation }) {
  const translate = useTranslate();
  const { state, error, actions } = operation;
  const look = LOOKS[state];
  if (!look) return null;
  const [severity, icon] = look;
  const isAsking = state === 'needs-operator';
  return (
    <Alert
      severity={severity}
      variant={isAsking ? 'outlined' : 'standard'}
      {...(icon && { icon })}
      sx={{ overflowWrap: 'anywhere', ...(isAsking && { borderWidth: 2, bgcolor: 'background.paper' }) }}
    >
      <AlertTitle>{translate(`amiral.operation.state.${state}`)}</AlertTitle>
      <Stack spacing={1}>
        <span>{translate(`amiral.operation.outcome.${state}`)}</span>
        <Reason error={error} />
        {isAsking && !actions.includes('resolve') && <span>{translate('amiral.operation.outcome.waits')}</span>}
        {actions.includes('resolve') && <OperationResolve id={operation.id} />}
      </Stack>
    </Alert>
  );
}
