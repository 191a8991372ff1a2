import Search from '@mui/icons-material/Search';
import { InputAdornment, TextField } from '@mui/material';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useSearch } from './use-search';

const PAUSE_MS = 300;

/** What is typed, and what was last sent of it. A search that changes otherwise (a saved one, a way back) takes its place. */
function useTyped(applied: string) {
  const [typed, setTyped] = useState({ text: applied, sent: applied, applied });
  if (typed.applied !== applied) {
    setTyped(applied === typed.sent ? { ...typed, applied } : { text: applied, sent: applied, applied });
  }
  return [typed, setTyped] as const;
}

/** Text to search for: the list follows as soon as the typing pauses. */
export function SearchInput() {
  const translate = useTranslate();
  const { filter, change } = useSearch();
  const [typed, setTyped] = useTyped(typeof filter['q'] === 'string' ? filter['q'] : '');
  const { text, sent } = typed;
  const send = useEffectEvent(() => {
    setTyped({ ...typed, sent: text });
    change({ q: text || undefined });
  });
  useEffect(() => {
    if (text === sent) return;
    const pause = setTimeout(send, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, sent]);
  const icon = (
    <InputAdornment position="end">
      <Search color="disabled" />
    </InputAdornment>
  );
  return (
    <TextField
      name="q"
      size="small"
      label={translate('ra.action.search')}
      value={text}
      onChange={({ target }) => setTyped({ ...typed, text: target.value })}
      slotProps={{ input: { endAdornment: icon } }}
      sx={{ width: { xs: '100%', sm: 240 }, m: 0 }}
    />
  );
}
