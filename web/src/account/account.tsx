import { Alert, Button, Card, Stack, TextField, Typography } from '@mui/material';
import { type SubmitEvent, useState } from 'react';
import { Title, useGetIdentity, useLogout, useNotify, useTranslate } from 'react-admin';
import { api } from '../api/client';
import { messageOf } from '../api/problem';

const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** One's own password; changing it signs out everywhere else. */
function ChangePassword() {
  const translate = useTranslate();
  const notify = useNotify();
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const body = { currentPassword: textOf(given, 'currentPassword'), newPassword: textOf(given, 'newPassword') };
    try {
      await api.PUT('/api/v1/auth/password', { body });
      form.reset();
      setRefusal(null);
      notify('amiral.account.changed', { type: 'success' });
    } catch (error) {
      setRefusal(messageOf(error));
    }
  };
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
        required
      />
      <TextField
        name="newPassword"
        type="password"
        label={translate('amiral.account.new')}
        helperText={translate('amiral.help.password')}
        autoComplete="new-password"
        required
      />
      <Button type="submit" variant="contained" sx={{ mt: 1 }}>
        {translate('amiral.account.change')}
      </Button>
    </Card>
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
      <Button variant="outlined" onClick={() => void logout()} sx={{ alignSelf: 'start' }}>
        {translate('ra.auth.logout')}
      </Button>
    </Stack>
  );
}
