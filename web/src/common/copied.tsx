import ContentCopy from '@mui/icons-material/ContentCopy';
import { IconButton, InputAdornment, TextField, Tooltip } from '@mui/material';
import { useRef } from 'react';
import { useNotify, useTranslate } from 'react-admin';

/** Browsers have a clipboard in secure contexts alone; without one, what is selected can still be copied. */
async function copy(input: HTMLInputElement): Promise<void> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) return clipboard.writeText(input.value);
  input.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way without a clipboard
  document.execCommand('copy');
}

/** A text that is there to be copied. */
export function Copied({ label, text }: { label: string; text: string }) {
  const translate = useTranslate();
  const notify = useNotify();
  const input = useRef<HTMLInputElement>(null);
  const run = async () => {
    if (!input.current) return;
    await copy(input.current);
    notify('amiral.copied', { type: 'info', messageArgs: { name: label } });
  };
  const name = translate('amiral.copy', { name: label });
  return (
    <TextField
      label={label}
      value={text}
      inputRef={input}
      slotProps={{
        htmlInput: { readOnly: true, spellCheck: false, onFocus: () => input.current?.select() },
        input: {
          sx: { fontFamily: 'monospace' },
          endAdornment: (
            <InputAdornment position="end">
              <Tooltip title={name}>
                <IconButton edge="end" aria-label={name} onClick={() => void run()}>
                  <ContentCopy fontSize="small" />
                </IconButton>
              </Tooltip>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
