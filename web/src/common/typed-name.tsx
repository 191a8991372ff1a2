import { TextField } from '@mui/material';
import type { InputEvent } from 'react';
import { useTranslate } from 'react-admin';

/** What destroys is confirmed by typing the name of what is destroyed. */
export function TypedName({ name }: { name: string }) {
  const translate = useTranslate();
  const judge = ({ currentTarget: input }: InputEvent<HTMLInputElement>) => {
    input.setCustomValidity(input.value.trim() === name ? '' : translate('amiral.refused.confirm'));
  };
  return (
    <TextField
      name="confirm"
      label={translate('amiral.ask.confirm', { name })}
      required
      autoComplete="off"
      slotProps={{ htmlInput: { onInput: judge } }}
    />
  );
}
