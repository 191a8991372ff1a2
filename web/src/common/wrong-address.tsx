import { Alert, Button } from '@mui/material';
import { useEffect } from 'react';
import { useResourceContext, useTranslate } from 'react-admin';
import { Link, useLocation } from 'react-router-dom';
import { forgetList } from './store';

/**
 * An address that somebody has typed, or that was good in another release, says what is wrong with it. It is not remembered, so that
 * the next visit is well.
 * @param to where the list starts over; by default the address of the page
 */
export function WrongAddress({ reason, to }: { reason: string; to?: string }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const resource = useResourceContext() ?? '';
  useEffect(() => {
    for (const list of [resource, pathname.slice(1)]) forgetList(list);
  }, [resource, pathname]);
  return (
    <Alert
      severity="warning"
      sx={{ m: 1 }}
      action={
        <Button component={Link} to={to ?? pathname} color="inherit" size="small">
          {translate('amiral.filter.clear')}
        </Button>
      }
    >
      {translate('amiral.filter.unknown', { reason })}
    </Alert>
  );
}
