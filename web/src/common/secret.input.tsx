import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { PasswordInput, useTranslate, useTranslateLabel } from 'react-admin';
import { useFormContext } from 'react-hook-form';

interface Props {
  source: string;
  isSet: boolean;
  disabled: boolean;
}

/** A secret is set or replaced, never shown: the server does not give it back. */
export function SecretInput({ source, isSet, disabled }: Props) {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const { resetField } = useFormContext();
  const [open, setOpen] = useState(false);
  const name = label({ source }) as string;
  const close = () => {
    resetField(source);
    setOpen(false);
  };
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', py: 0.5 }}>
      <Typography sx={{ minWidth: 180 }}>
        {name}: <strong>{translate(isSet ? 'amiral.secret.set' : 'amiral.secret.not_set')}</strong>
      </Typography>
      {!disabled && !open && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => setOpen(true)}
          aria-label={`${translate(isSet ? 'amiral.secret.replace' : 'amiral.secret.enter')}: ${name}`}
        >
          {translate(isSet ? 'amiral.secret.replace' : 'amiral.secret.enter')}
        </Button>
      )}
      {open && (
        <>
          <PasswordInput
            source={source}
            autoComplete="new-password"
            helperText={false}
            sx={{ maxWidth: 320 }}
            defaultValue={undefined}
          />
          <Button size="small" onClick={close}>
            {translate('ra.action.cancel')}
          </Button>
        </>
      )}
    </Stack>
  );
}
