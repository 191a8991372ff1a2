import {
  Button,
  type ButtonProps,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  TextField,
} from '@mui/material';
import { type ReactNode, type SubmitEvent, useId } from 'react';
import { useTranslate } from 'react-admin';

/** What may be asked besides whether it is meant. */
export type Field = 'reason' | 'until' | 'note' | 'expiresAt' | 'login' | 'password';
/** What was answered; a field that was left empty is not there. */
export type Answer = Partial<Record<Field | 'confirm' | 'database', string>>;

const MOMENTS: readonly Field[] = ['until', 'expiresAt'];
const isMoment = (field: Field) => MOMENTS.includes(field);

interface Props {
  isOpen: boolean;
  /** As they are read: whoever asks knows whose names stand in them. */
  title: string;
  text: string;
  /** What the button says that does it. */
  confirm: string;
  /** What the button says that leaves it; to cancel, if it is not that which is asked. */
  dismiss?: string | undefined;
  color?: ButtonProps['color'];
  fields?: readonly Field[] | undefined;
  /** Those of them that must be filled in. */
  required?: readonly Field[] | undefined;
  /** What is asked besides, by the names of its inputs. */
  children?: ReactNode;
  /** There is nothing to be done by saying yes. */
  isIdle?: boolean;
  onAnswer: (answer: Answer) => void;
  onClose: () => void;
}

function answerOf(form: HTMLFormElement): Answer {
  const typed = [...new FormData(form)].map(([field, value]) => [field, typeof value === 'string' ? value.trim() : '']);
  const given = Object.fromEntries(typed.filter(([, value]) => value !== '')) as Answer;
  const moments = MOMENTS.flatMap((field) => (given[field] ? [[field, new Date(given[field]).toISOString()]] : []));
  return { ...given, ...(Object.fromEntries(moments) as Answer) };
}

function Fields({ fields = [], required = [] }: Pick<Props, 'fields' | 'required'>) {
  const translate = useTranslate();
  const isNeeded = (field: Field) => required.includes(field);
  return fields.map((field, index) => (
    <TextField
      key={field}
      name={field}
      label={translate(`amiral.ask.${field}${isNeeded(field) ? '_needed' : ''}`)}
      required={isNeeded(field)}
      autoFocus={index === 0}
      fullWidth
      multiline={field === 'note'}
      {...(field === 'password' && { type: 'password', autoComplete: 'new-password' })}
      {...(field === 'until' && { helperText: translate('amiral.ask.until_help') })}
      {...(isMoment(field) && { type: 'datetime-local', slotProps: { inputLabel: { shrink: true } } })}
    />
  ));
}

/** Asks whether something is meant, and what is to be known of it. */
export function Question({ isOpen, title, text, confirm, color = 'primary', onAnswer, onClose, ...props }: Props) {
  const { fields = [], required, dismiss, children, isIdle = false } = props;
  const translate = useTranslate();
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAnswer(answerOf(event.currentTarget));
  };
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      // The row behind it is not meant.
      onClick={(event) => event.stopPropagation()}
      fullWidth
      maxWidth="xs"
      aria-labelledby={id}
    >
      <form onSubmit={submit}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          <DialogContentText>{text}</DialogContentText>
          <Fields fields={fields} required={required} />
          {children}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{dismiss ?? translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" color={color} disabled={isIdle} autoFocus={fields.length === 0}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
