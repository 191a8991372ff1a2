import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import type { SubmitEvent } from 'react';
import { useTranslate } from 'react-admin';
import type { ActionBody, PlainAction } from './server.calls';

/** The actions that customers notice are asked about before they are taken, and why goes into the journal. */
export const ASKS: Partial<Record<PlainAction, readonly ('reason' | 'until')[]>> = {
  maintenance: ['reason', 'until'],
  deactivate: [],
  cordon: ['reason'],
};

interface Props {
  action: PlainAction | null;
  /** Whose name the question speaks of. */
  name: string;
  onAnswer: (body: ActionBody) => void;
  onClose: () => void;
}

function read(form: HTMLFormElement): ActionBody {
  const given = new FormData(form);
  const [reason, until] = ['reason', 'until'].map((field) => given.get(field));
  return {
    ...(typeof reason === 'string' && reason ? { reason } : {}),
    ...(typeof until === 'string' && until ? { until: new Date(until).toISOString() } : {}),
  };
}

export function AskDialog({ action, name, onAnswer, onClose }: Props) {
  const translate = useTranslate();
  const fields = (action && ASKS[action]) ?? [];
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAnswer(read(event.currentTarget));
  };
  return (
    <Dialog open={action !== null} onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="ask-title">
      <form onSubmit={submit}>
        <DialogTitle id="ask-title">{translate(`amiral.ask.${action ?? 'cordon'}.title`, { name })}</DialogTitle>
        <DialogContent>
          <DialogContentText>{translate(`amiral.ask.${action ?? 'cordon'}.text`)}</DialogContentText>
          {fields.includes('reason') && (
            <TextField name="reason" label={translate('amiral.ask.reason')} autoFocus fullWidth />
          )}
          {fields.includes('until') && (
            <TextField
              name="until"
              type="datetime-local"
              label={translate('amiral.ask.until')}
              helperText={translate('amiral.ask.until_help')}
              slotProps={{ inputLabel: { shrink: true } }}
              fullWidth
            />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained">
            {translate(`amiral.action.${action ?? 'cordon'}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
