import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { Instance } from '../api/client';
import { messageOf } from '../api/problem';
import { terminate } from './instance.calls';

/** Asks before an instance is terminated, and why. */
export function Terminate({ instance: { id, name } }: { instance: Instance }) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const run = async (reason: string) => {
    setOpen(false);
    try {
      await terminate(id, reason);
      notify('amiral.done.terminate', { type: 'success', messageArgs: { name } });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    await client.invalidateQueries();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    void run(typeof reason === 'string' ? reason : '');
  };
  return (
    <>
      <Button size="small" variant="outlined" color="error" onClick={() => setOpen(true)}>
        {translate('amiral.action.terminate')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} fullWidth maxWidth="xs" aria-labelledby="terminate-title">
        <form onSubmit={submit}>
          <DialogTitle id="terminate-title">{translate('amiral.ask.terminate.title', { name })}</DialogTitle>
          <DialogContent>
            <DialogContentText>{translate('amiral.ask.terminate.text')}</DialogContentText>
            <TextField name="reason" label={translate('amiral.ask.reason')} autoFocus fullWidth />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
            <Button type="submit" variant="contained" color="error">
              {translate('amiral.action.terminate')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
