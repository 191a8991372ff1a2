import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { Incident } from '../api/client';
import { messageOf } from '../api/problem';
import { acknowledge, unacknowledge } from './incident.calls';

/** Does it, says so, and reads again what shows it. */
function useChange() {
  const notify = useNotify();
  const client = useQueryClient();
  return async (change: Promise<unknown>, done: string) => {
    try {
      await change;
      notify(done, { type: 'success' });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    await client.invalidateQueries({ queryKey: ['incidents'] });
  };
}

/** Asks for a note, then tells everybody who takes care of it. */
function Acknowledge({ id }: Pick<Incident, 'id'>) {
  const translate = useTranslate();
  const change = useChange();
  const [open, setOpen] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    setOpen(false);
    void change(acknowledge(id, typeof note === 'string' ? note.trim() : ''), 'amiral.incident.acknowledged');
  };
  return (
    <>
      <Button size="small" variant="contained" onClick={() => setOpen(true)}>
        {translate('amiral.action.acknowledge')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} fullWidth maxWidth="xs" aria-labelledby="acknowledge-title">
        <form onSubmit={submit}>
          <DialogTitle id="acknowledge-title">{translate('amiral.incident.ask')}</DialogTitle>
          <DialogContent>
            <DialogContentText>{translate('amiral.incident.ask_text')}</DialogContentText>
            <TextField name="note" label={translate('amiral.incident.note')} autoFocus fullWidth multiline />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
            <Button type="submit" variant="contained">
              {translate('amiral.action.acknowledge')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}

function Unacknowledge({ id }: Pick<Incident, 'id'>) {
  const translate = useTranslate();
  const change = useChange();
  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => void change(unacknowledge(id), 'amiral.incident.unacknowledged')}
    >
      {translate('amiral.action.unacknowledge')}
    </Button>
  );
}

/** Takes care of it, or hands it back: whichever can be done now. */
export function AcknowledgeActions({ id, actions }: Pick<Incident, 'id' | 'actions'>) {
  return (
    <>
      {actions.includes('acknowledge') && <Acknowledge id={id} />}
      {actions.includes('unacknowledge') && <Unacknowledge id={id} />}
    </>
  );
}
