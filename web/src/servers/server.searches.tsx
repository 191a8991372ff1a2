import Bookmarks from '@mui/icons-material/BookmarkBorder';
import Delete from '@mui/icons-material/Delete';
import {
  Box,
  Button,
  IconButton,
  List,
  ListItem,
  ListItemButton,
  ListItemText,
  Popover,
  TextField,
  Typography,
} from '@mui/material';
import { type SubmitEvent, useState } from 'react';
import { type Identifier, useGetIdentity, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { addressOf, type Search } from './server.search';
import { useSearch } from './use-search';

interface Saved extends Search {
  name: string;
}

/** Not in react-admin's store: that one is emptied at every logout, and is the same for everybody at this browser. */
const keyOf = (userId: Identifier) => `amiral.searches.${String(userId)}`;

function read(key: string): Saved[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Saved[];
  } catch {
    return [];
  }
}

/** The searches that whoever is logged in has saved in this browser. */
function useSaved(userId: Identifier) {
  const key = keyOf(userId);
  const [saved, setSaved] = useState(() => read(key));
  const keep = (next: Saved[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setSaved(next);
  };
  const others = (name: string) => saved.filter((search) => search.name !== name);
  return {
    saved,
    save: (search: Saved) => keep([...others(search.name), search]),
    remove: (name: string) => keep(others(name)),
  };
}

function NameIt({ onName }: { onName: (name: string) => void }) {
  const translate = useTranslate();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name !== 'string' || name.trim() === '') return;
    onName(name.trim());
    event.currentTarget.reset();
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <TextField
        name="name"
        size="small"
        label={translate('amiral.saved_search.name')}
        slotProps={{ htmlInput: { maxLength: 60 } }}
        required
        sx={{ flex: 1, m: 0 }}
      />
      <Button type="submit">{translate('amiral.saved_search.save')}</Button>
    </Box>
  );
}

function SavedList({ userId, onDone }: { userId: Identifier; onDone: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { filter, sort } = useSearch();
  const { saved, save, remove } = useSaved(userId);
  const apply = (search: Search) => {
    void navigate({ search: addressOf(search) });
    onDone();
  };
  return (
    <Box sx={{ p: 1.5, width: 300, maxWidth: '100%' }}>
      {saved.length === 0 && <Typography variant="body2">{translate('amiral.saved_search.none')}</Typography>}
      <List dense aria-label={translate('amiral.saved_search.title')}>
        {saved.map((search) => (
          <ListItem
            key={search.name}
            disablePadding
            secondaryAction={
              <IconButton
                edge="end"
                aria-label={translate('amiral.saved_search.delete', { name: search.name })}
                onClick={() => remove(search.name)}
              >
                <Delete fontSize="small" />
              </IconButton>
            }
          >
            <ListItemButton onClick={() => apply(search)}>
              <ListItemText primary={search.name} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <NameIt onName={(name) => save({ name, filter, sort })} />
    </Box>
  );
}

/** Names the present search, and opens the ones named before. */
export function SavedSearches() {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  if (!identity) return null;
  return (
    <>
      <Button
        size="small"
        startIcon={<Bookmarks />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {translate('amiral.saved_search.title')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': translate('amiral.saved_search.title') } }}
      >
        <SavedList userId={identity.id} onDone={close} />
      </Popover>
    </>
  );
}
