import { Alert, Button, Card, Stack, TextField, Typography } from '@mui/material';
import { type SubmitEvent, useState } from 'react';
import { Title, useGetIdentity, useLogout, useNotify, useTranslate } from 'react-admin';
import { api } from '../api/client';
import { fieldErrorsOf, messageOf } from '../api/problem';
import { AskedButton } from '../common/asked.button';

const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Sends a change of one's own password, and keeps what was wrong with it. */
function useChangePassword() {
  const notify = useNotify();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const body = { currentPassword: textOf(given, 'currentPassword'), newPassword: textOf(given, 'newPassword') };
    setRefusal(null);
    setWrong({});
    try {
      await api.PUT('/api/v1/auth/password', { body });
      form.reset();
      notify('amiral.account.changed', { type: 'success' });
    } catch (error) {
      const fields = fieldErrorsOf(error) ?? {};
      setWrong(fields);
      if (Object.keys(fields).length === 0) setRefusal(messageOf(error));
    }
  };
  return { change, refusal, wrong };
}

/** One's own password; changing it signs out everywhere else. */
function ChangePassword() {
  const translate = useTranslate();
  const { change, refusal, wrong } = useChangePassword();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void change(event.currentTarget);
  };
  return (
    <Card variant="outlined" component="form" onSubmit={submit} sx={{ p: 2 }}>
      <Typography variant="h6" component="h3">
        {translate('amiral.account.password')}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('amiral.account.everywhere')}
      </Typography>
      {refusal !== null && <Alert severity="error">{refusal}</Alert>}
      <TextField
        name="currentPassword"
        type="password"
        label={translate('amiral.account.current')}
        autoComplete="current-password"
        error={wrong['currentPassword'] !== undefined}
        helperText={wrong['currentPassword']}
        required
        fullWidth
      />
      <TextField
        name="newPassword"
        type="password"
        label={translate('amiral.account.new')}
        helperText={wrong['newPassword'] ?? translate('amiral.help.password')}
        error={wrong['newPassword'] !== undefined}
        autoComplete="new-password"
        required
        fullWidth
      />
      <Button type="submit" variant="contained" sx={{ mt: 1 }}>
        {translate('amiral.account.change')}
      </Button>
    </Card>
  );
}

/** Ends every session there is of whoever is logged in, and goes to the login page. */
function LogOutEverywhere() {
  const logout = useLogout();
  const run = async () => {
    await api.POST('/api/v1/auth/logout', { body: { everywhere: true } });
    await logout();
  };
  return (
    <AskedButton
      label="amiral.account.logout_everywhere"
      title="amiral.account.logout_everywhere"
      consequence="amiral.account.logout_text"
      run={run}
      color="error"
      size="medium"
    />
  );
}

export function Account() {
  const translate = useTranslate();
  const logout = useLogout();
  const { identity } = useGetIdentity();
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 520 }}>
      <Title title={translate('amiral.menu.account')} />
      <Typography variant="h5" component="h2">
        {identity?.fullName ?? ''}
      </Typography>
      <Typography color="text.secondary">{(identity as { email?: string } | undefined)?.email}</Typography>
      <ChangePassword />
      <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button variant="outlined" onClick={() => void logout()}>
          {translate('ra.auth.logout')}
        </Button>
        <LogOutEverywhere />
      </Stack>
    </Stack>
  );
}
