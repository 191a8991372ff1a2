import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Delivery } from '../api/client';
import { ExactTime } from '../common/exact-time';

type Attempt = Delivery['attempts'][number];

/** What came back: the receiver's own number and words. */
function Answer({ attempt: { endedAt, ok, status, ms, error } }: { attempt: Attempt }) {
  const translate = useTranslate();
  if (endedAt === null) return <>{translate('amiral.delivery.under_way')}</>;
  const took = ms === null ? '' : `${String(Math.round(ms))} ms`;
  const facts = [status === null ? '' : String(status), took, error ?? ''].filter((fact) => fact !== '');
  return (
    <>
      <strong>{translate(ok ? 'amiral.delivery.taken' : 'amiral.delivery.not_taken')}</strong>
      {facts.length > 0 && (
        <>
          : <bdi>{facts.join(', ')}</bdi>
        </>
      )}
    </>
  );
}

/** Each time it was tried: when, how long it took, what came back. */
export function Attempts({ attempts }: Pick<Delivery, 'attempts'>) {
  const translate = useTranslate();
  if (attempts.length === 0) return <>{translate('amiral.delivery.not_tried')}</>;
  return (
    <Box component="ol" sx={{ m: 0, pl: 3, overflowWrap: 'anywhere' }}>
      {attempts.map((attempt) => (
        <li key={attempt.id}>
          <ExactTime at={attempt.startedAt} /> <Answer attempt={attempt} />
        </li>
      ))}
    </Box>
  );
}
