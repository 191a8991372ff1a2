import { Button, type ButtonProps } from '@mui/material';
import type { QueryFilters } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { type Answer, type Field, Question } from './question';
import { useAct } from './use-act';

/** Keys of the catalogue, but for `name`. */
interface Props extends Pick<ButtonProps, 'color' | 'size' | 'variant' | 'sx' | 'startIcon'> {
  label: string;
  title: string;
  consequence: string;
  /** What the button in the question says. */
  confirm?: string;
  /** What the other button says. */
  dismiss?: string;
  /** What is asked besides. */
  fields?: readonly Field[];
  required?: readonly Field[];
  /** What is asked besides, by the names of its inputs. */
  children?: ReactNode;
  /** Whose name the question and the outcome speak of. */
  name?: string;
  run: (answer: Answer) => Promise<unknown>;
  /** What is said once it is done, which may depend on what was answered. */
  done?: string | ((answer: Answer) => string);
  /** What is read again, whether it was done or refused. */
  reread?: QueryFilters;
}

/** A button that asks whether it is meant, does it, and tells how that went. */
export function AskedButton({ label, title, consequence, confirm = 'ra.action.confirm', ...props }: Props) {
  const { fields, required, dismiss, name, run, done, reread, children, ...button } = props;
  const translate = useTranslate();
  const { act } = useAct();
  const [isOpen, setOpen] = useState(false);
  const answered = (answer: Answer) => {
    setOpen(false);
    void act(() => run(answer), { done: typeof done === 'function' ? done(answer) : done, name, reread });
  };
  return (
    <>
      <Button variant="outlined" size="small" {...button} onClick={() => setOpen(true)}>
        {translate(label)}
      </Button>
      <Question
        isOpen={isOpen}
        title={translate(title, { name })}
        text={translate(consequence)}
        confirm={translate(confirm)}
        color={button.color === 'inherit' ? 'primary' : button.color}
        fields={fields}
        required={required}
        dismiss={dismiss && translate(dismiss)}
        onAnswer={answered}
        onClose={() => setOpen(false)}
      >
        {children}
      </Question>
    </>
  );
}
