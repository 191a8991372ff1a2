import { Button, type ButtonProps } from '@mui/material';
import { type QueryFilters, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm, useNotify, useTranslate } from 'react-admin';
import { messageOf } from '../api/problem';

interface Props extends Pick<ButtonProps, 'color' | 'size' | 'variant' | 'sx'> {
  label: string;
  title: string;
  consequence: string;
  run: () => Promise<unknown>;
  /** Key of what is said once it is done. */
  said?: string;
  /** What is read again, whether it was done or refused. */
  reread?: QueryFilters;
}

/** A button that asks whether it is meant, does it, and tells how that went. */
export function AskedButton({ label, title, consequence, run, said, reread, ...button }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const confirmed = async () => {
    setOpen(false);
    try {
      await run();
      if (said) notify(said, { type: 'success' });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    if (reread) await client.invalidateQueries(reread);
  };
  return (
    <>
      <Button variant="outlined" size="small" {...button} onClick={() => setOpen(true)}>
        {translate(label)}
      </Button>
      <Confirm
        isOpen={open}
        title={title}
        content={consequence}
        onConfirm={() => void confirmed()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
