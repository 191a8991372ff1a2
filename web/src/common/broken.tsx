import { Alert, AlertTitle, Button, Stack } from '@mui/material';
import { useEffect } from 'react';
import { Title, useTranslate } from 'react-admin';
import { useLocation } from 'react-router-dom';
import { forgetList } from './store';

/** What is left of a view that has thrown: what to do now. Loading the page anew is a way out whatever is broken. */
export function Broken() {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const [, resource = ''] = pathname.split('/');
  // What a list remembers may be what breaks it.
  useEffect(() => forgetList(resource), [resource]);
  return (
    <Stack sx={{ py: 2 }}>
      <Title title={translate('ra.page.error')} />
      <Alert severity="error">
        <AlertTitle>{translate('amiral.broken.title')}</AlertTitle>
        {translate('amiral.broken.text')}
        <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', mt: 1.5 }}>
          <Button color="inherit" variant="outlined" size="small" href={pathname}>
            {translate('amiral.broken.again')}
          </Button>
          <Button color="inherit" size="small" href="/">
            {translate('amiral.login.leave')}
          </Button>
        </Stack>
      </Alert>
    </Stack>
  );
}
