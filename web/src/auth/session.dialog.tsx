import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  TextField,
} from '@mui/material';
import { useGetIdentity, useTranslate } from 'react-admin';
import { logIn, useSessionEnded } from '../api/session';
import { useCredentials } from './login.page';

/** Opens an ended session again over the page: what is on it, and what was typed, stays. */
export function SessionDialog() {
  const translate = useTranslate();
  const open = useSessionEnded();
  const { identity } = useGetIdentity();
  const email = (identity as { email?: string } | undefined)?.email ?? '';
  const { refusal, busy, send } = useCredentials((_email, password) => logIn(email, password));
  return (
    <Dialog open={open} aria-labelledby="session-ended">
      <form onSubmit={send}>
        <DialogTitle id="session-ended">{translate('amiral.login.ended')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{translate('amiral.login.again', { email })}</DialogContentText>
          {refusal !== null && (
            <Alert severity="error" sx={{ mb: 2 }}>
              {refusal}
            </Alert>
          )}
          <TextField
            name="password"
            type="password"
            label={translate('amiral.login.password')}
            autoComplete="current-password"
            required
            autoFocus
            fullWidth
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => window.location.assign('/')}>{translate('amiral.login.leave')}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {translate('ra.auth.sign_in')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
