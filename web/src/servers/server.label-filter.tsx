import { Chip, Stack, TextField } from '@mui/material';
import { type KeyboardEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { listOf } from './server.search';

const LABEL = /^[^:]+:.*$/;

/** Any number of labels, `key:value`: the list shows the servers that have one of them. */
export function LabelFilter({ chosen, onChange }: { chosen: unknown[]; onChange: (next: unknown) => void }) {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const isWrong = text !== '' && !LABEL.test(text);
  const set = (next: unknown[]) => onChange(next.length > 0 ? next : undefined);
  const add = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !LABEL.test(text)) return;
    set([...new Set([...listOf(chosen), text.trim()])]);
    setText('');
  };
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 0.5, flexWrap: 'wrap', alignItems: 'center' }}>
      <TextField
        size="small"
        fullWidth={false}
        label={translate('amiral.filter.label')}
        placeholder="rack:2"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={add}
        helperText={isWrong ? translate('amiral.filter.label_help') : undefined}
        slotProps={{ inputLabel: { shrink: true } }}
        sx={{ width: 150, m: 0 }}
      />
      {chosen.map((label) => (
        <Chip
          key={String(label)}
          size="small"
          color="primary"
          label={String(label)}
          onDelete={() => set(chosen.filter((other) => other !== label))}
        />
      ))}
    </Stack>
  );
}
