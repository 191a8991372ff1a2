import { Alert, Box, Button, Card, Stack, TextField, Typography } from '@mui/material';
import { type SubmitEvent, useState } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import { messageOf } from '../api/problem';
import { Anchor } from '../layout/anchor';
import { LanguageButton } from '../layout/language.button';

/** Reads a login form, tries it, and keeps what was wrong with it. */
export function useCredentials(submit: (email: string, password: string) => Promise<unknown>) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [email, password] = ['email', 'password'].map((name) => given.get(name));
    setBusy(true);
    setRefusal(null);
    submit(typeof email === 'string' ? email : '', typeof password === 'string' ? password : '')
      .catch((error: unknown) => setRefusal(messageOf(error)))
      .finally(() => setBusy(false));
  };
  return { refusal, busy, send };
}

function Heading() {
  const translate = useTranslate();
  return (
    <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
      <Anchor size={36} />
      <Box sx={{ flex: 1 }}>
        <Typography variant="h5" component="h1">
          Amiral
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('amiral.login.title')}
        </Typography>
      </Box>
    </Stack>
  );
}

export function LoginPage() {
  const translate = useTranslate();
  const login = useLogin();
  const { refusal, busy, send } = useCredentials((email, password) => login({ email, password }) as Promise<unknown>);
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Card variant="outlined" sx={{ width: '100%', maxWidth: 380, p: { xs: 2.5, sm: 4 } }}>
        <Stack component="form" onSubmit={send} spacing={2.5}>
          <Heading />
          {refusal !== null && <Alert severity="error">{refusal}</Alert>}
          <TextField
            name="email"
            type="email"
            label={translate('amiral.login.email')}
            autoComplete="username"
            required
            autoFocus
            fullWidth
          />
          <TextField
            name="password"
            type="password"
            label={translate('amiral.login.password')}
            autoComplete="current-password"
            required
            fullWidth
          />
          <Button type="submit" variant="contained" size="large" loading={busy}>
            {translate('ra.auth.sign_in')}
          </Button>
          <Box sx={{ alignSelf: 'center' }}>
            <LanguageButton />
          </Box>
        </Stack>
      </Card>
    </Box>
  );
}
