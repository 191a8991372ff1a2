import { Alert, Button } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Server } from '../api/client';
import { messageOf, ProblemError } from '../api/problem';
import { addressOf, START } from './server.search';
import { useSearch } from './use.search';

/** What the list does not know in its address, or null. */
export function useWrongAddress(): string | null {
  const { error } = useListContext<Server>();
  const { filter, by } = useSearch();
  if (error instanceof ProblemError && error.status === 422) return messageOf(error);
  return filter['groupBy'] && !by ? `groupBy: ${JSON.stringify(filter['groupBy'])}` : null;
}

/** An address that somebody has typed, or that was good in another release, says what is wrong with it. */
export function WrongAddress({ reason }: { reason: string }) {
  const translate = useTranslate();
  return (
    <Alert
      severity="warning"
      sx={{ m: 1 }}
      action={
        <Button component={Link} to={addressOf(START)} color="inherit" size="small">
          {translate('amiral.filter.clear')}
        </Button>
      }
    >
      {translate('amiral.filter.unknown', { reason })}
    </Alert>
  );
}
