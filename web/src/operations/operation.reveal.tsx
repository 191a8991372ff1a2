import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { HttpError, useTranslate } from 'react-admin';
import { messageOf } from '../api/problem';
import type { Operation, Schemas } from '../api/client';
import { Copied } from '../common/copied';
import { reveal } from './operation.calls';

const REFUSED = [403, 404, 410];

/** Asks once, and keeps the answer no longer than it is looked at. */
function useReveal(id: string) {
  const translate = useTranslate();
  const client = useQueryClient();
  const [shown, setShown] = useState<Schemas['RevealedLogin'] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      setShown(await reveal(id));
    } catch (error) {
      const status = error instanceof HttpError ? Number(error.status) : 0;
      const isKnown = REFUSED.includes(status);
      setRefusal(isKnown ? translate(`amiral.operation.reveal.refused.${String(status)}`) : messageOf(error));
    }
    setBusy(false);
  };
  /** The button goes with what it shows, so not before that was read. */
  const forget = () => {
    setShown(null);
    setRefusal(null);
    void client.invalidateQueries({ queryKey: ['operations'] });
  };
  return { shown, refusal, busy, run, forget };
}

function Before() {
  const translate = useTranslate();
  return <DialogContentText>{translate('amiral.operation.reveal.before')}</DialogContentText>;
}

function Shown({ login, password }: Schemas['RevealedLogin']) {
  const translate = useTranslate();
  return (
    <Stack spacing={1.5}>
      <Alert severity="warning">{translate('amiral.operation.reveal.after')}</Alert>
      <Copied label={translate('amiral.operation.reveal.login')} text={login} />
      <Copied label={translate('amiral.operation.reveal.password')} text={password} />
    </Stack>
  );
}

function Answers({ shown, refusal, busy, run, onClose }: ReturnType<typeof useReveal> & { onClose: () => void }) {
  const translate = useTranslate();
  if (shown !== null)
    return (
      <Button variant="contained" onClick={onClose}>
        {translate('amiral.operation.reveal.close')}
      </Button>
    );
  return (
    <>
      <Button onClick={onClose}>{translate('ra.action.close')}</Button>
      {refusal === null && (
        <Button variant="contained" loading={busy} onClick={() => void run()} autoFocus>
          {translate('amiral.operation.reveal.show')}
        </Button>
      )}
    </>
  );
}

/**
 * The first login and password: shown once, after a word of warning. What is shown stays until it is closed, though from then on nobody may
 * ask for it.
 */
export function OperationReveal({ operation: { id, subjectName, actions } }: { operation: Operation }) {
  const translate = useTranslate();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  const revealing = useReveal(id);
  const { shown, refusal, forget } = revealing;
  const close = () => {
    setOpen(false);
    forget();
  };
  // A click beside it is no way to lose the only sight of a password.
  const leave = () => {
    if (shown === null) close();
  };
  return (
    <>
      {actions.includes('reveal') && (
        <Button size="small" variant="contained" onClick={() => setOpen(true)}>
          {translate('amiral.operation.reveal.button')}
        </Button>
      )}
      <Dialog open={isOpen} onClose={leave} fullWidth maxWidth="xs" aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{translate('amiral.operation.reveal.title', { name: subjectName })}</DialogTitle>
        <DialogContent>
          {refusal !== null && <Alert severity="error">{refusal}</Alert>}
          {refusal === null && (shown === null ? <Before /> : <Shown {...shown} />)}
        </DialogContent>
        <DialogActions>
          <Answers {...revealing} onClose={close} />
        </DialogActions>
      </Dialog>
    </>
  );
}
