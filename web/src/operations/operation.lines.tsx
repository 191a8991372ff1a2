import { Card, Link, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Operation } from '../api/client';
import { OperationBadge } from './operation.badge';

/** What became of one of many instances. */
interface Line {
  instanceId: string;
  name: string | null;
  operationId: string | null;
  state: Operation['state'] | null;
  code: string | null;
  detail: string | null;
}

/** The lines of work on many; null of any other work. */
export function linesOf(result: Operation['result']): Line[] | null {
  const items = result?.['items'];
  return Array.isArray(items) ? (items as Line[]) : null;
}

function Reason({ code, detail }: Line) {
  const translate = useTranslate();
  if (code === null) return null;
  const known = translate(`amiral.operation.failure.${code}`, { _: detail ?? code });
  return (
    <Typography variant="body2" color="text.secondary">
      {translate(`amiral.customers.bulk.why.${code}`, { _: known })}
    </Typography>
  );
}

function Standing({ line: { operationId, state, code } }: { line: Line }) {
  const translate = useTranslate();
  if (operationId === null || state === null) {
    return code === null && <Typography variant="body2">{translate('amiral.customers.bulk.waits')}</Typography>;
  }
  return (
    <Link component={RouterLink} to={`/operations/${operationId}`} underline="none">
      <OperationBadge state={state} />
    </Link>
  );
}

/** What became of each, and why. */
export function OperationLines({ lines }: { lines: readonly Line[] }) {
  const translate = useTranslate();
  return (
    <Card variant="outlined" sx={{ p: 2, overflowWrap: 'anywhere' }}>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {translate('amiral.customers.bulk.lines')}
      </Typography>
      <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0, gap: 0.75 }}>
        {lines.map((line) => (
          <Stack
            key={line.instanceId}
            component="li"
            direction="row"
            useFlexGap
            sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}
          >
            <Link component={RouterLink} to={`/instances/${line.instanceId}`}>
              {line.name ?? line.instanceId}
            </Link>
            <Standing line={line} />
            <Reason {...line} />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}
