import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { PasswordInput, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { InputGrid } from '../common/input-grid';

const SECRETS = 'settings.secrets';
const BYTES = 32;

/** As Standard Webhooks writes them. */
function makeSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))))}`;
}

function SecretFields({ isNew }: { isNew: boolean }) {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const make = () => setValue(`${SECRETS}.0`, makeSecret(), { shouldDirty: true, shouldValidate: true });
  return (
    <InputGrid>
      <PasswordInput
        source={`${SECRETS}.0`}
        label="amiral.channel.secret"
        helperText="amiral.channel.secret_help"
        autoComplete="new-password"
        required
      />
      {!isNew && (
        <PasswordInput
          source={`${SECRETS}.1`}
          label="amiral.channel.second"
          helperText="amiral.channel.second_help"
          autoComplete="new-password"
        />
      )}
      <Button size="small" onClick={make} sx={{ justifySelf: 'start' }}>
        {translate('amiral.channel.make')}
      </Button>
    </InputGrid>
  );
}

interface Props {
  /** How many there are; undefined while the channel is being entered. */
  count?: number | undefined;
  disabled: boolean;
}

/** What webhooks are signed with: one secret, or two while receivers learn the new one. Never shown once it is saved. */
export function SigningSecrets({ count, disabled }: Props) {
  const translate = useTranslate();
  const { resetField } = useFormContext();
  const [open, setOpen] = useState(false);
  if (count === undefined) return <SecretFields isNew />;
  const close = () => {
    resetField(SECRETS);
    setOpen(false);
  };
  return (
    <Stack spacing={0.5} sx={{ py: 0.5 }}>
      <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography>
          {translate('amiral.channel.secret')}:{' '}
          <strong>{translate('amiral.channel.secrets', { smart_count: count })}</strong>
        </Typography>
        {!disabled && (
          <Button size="small" variant={open ? 'text' : 'outlined'} onClick={open ? close : () => setOpen(true)}>
            {translate(open ? 'ra.action.cancel' : 'amiral.secret.replace')}
          </Button>
        )}
      </Stack>
      {open && <SecretFields isNew={false} />}
    </Stack>
  );
}
