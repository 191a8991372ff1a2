import Keyboard from '@mui/icons-material/Keyboard';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  ListItemIcon,
  ListItemText,
  MenuItem,
  Typography,
} from '@mui/material';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { useTranslate, useUserMenu } from 'react-admin';
import { useFocusOnArrival } from './focus';
import { useDestinations } from './navigation';
import { useShortcuts } from './use-shortcuts';

const OpenHelp = createContext<() => void>(() => undefined);

function Keys({ keys, children }: { keys: readonly string[]; children: string }) {
  const border = { border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, fontFamily: 'monospace' };
  return (
    <Box sx={{ display: 'contents' }}>
      <Box component="dt" sx={{ whiteSpace: 'nowrap' }}>
        {keys.map((key) => (
          <Box key={key} component="kbd" sx={{ ...border, mr: 0.5 }}>
            {key}
          </Box>
        ))}
      </Box>
      <Typography component="dd" sx={{ m: 0 }}>
        {children}
      </Typography>
    </Box>
  );
}

function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const destinations = useDestinations();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title">{translate('amiral.keys.title')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 1, columnGap: 3, m: 0 }}>
          <Keys keys={['/']}>{translate('amiral.keys.search')}</Keys>
          {destinations.map(({ key, label }) => (
            <Keys key={key} keys={['g', key]}>
              {translate(label, { smart_count: 2 })}
            </Keys>
          ))}
          <Keys keys={['?']}>{translate('amiral.keys.help')}</Keys>
          <Keys keys={['Esc']}>{translate('amiral.keys.close')}</Keys>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** The keys that lead around, and the dialog that lists them. */
export function Shortcuts({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useShortcuts(() => setOpen(true));
  useFocusOnArrival();
  return (
    <OpenHelp.Provider value={() => setOpen(true)}>
      {children}
      <HelpDialog open={open} onClose={() => setOpen(false)} />
    </OpenHelp.Provider>
  );
}

export function ShortcutsItem() {
  const translate = useTranslate();
  const menu = useUserMenu();
  const openHelp = useContext(OpenHelp);
  const choose = () => {
    menu?.onClose();
    openHelp();
  };
  return (
    <MenuItem onClick={choose}>
      <ListItemIcon>
        <Keyboard fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('amiral.keys.title')}</ListItemText>
    </MenuItem>
  );
}
