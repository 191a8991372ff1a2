import Explore from '@mui/icons-material/Explore';
import { ListItemIcon, ListItemText, MenuItem } from '@mui/material';
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { type Identifier, useGetIdentity, useTranslate, useUserMenu } from 'react-admin';
import { useNavigate } from 'react-router-dom';

const Tour = lazy(() => import('./tour').then((file) => ({ default: file.Tour })));

/** Not in react-admin's store, which is emptied at every logout. */
const keyOf = (userId: Identifier) => `amiral.tour.${String(userId)}`;

const Asked = createContext({ isAsked: false, setAsked: (_asked: boolean): void => undefined });

/** Remembers that somebody wants to be shown around, until they are where the tour begins. */
export function Touring({ children }: { children: ReactNode }) {
  const [isAsked, setAsked] = useState(false);
  return <Asked.Provider value={{ isAsked, setAsked }}>{children}</Asked.Provider>;
}

/** The tour, for whoever asks, and by itself once a user: the first time that there is something to see. */
export function TourHere({ isEmpty }: { isEmpty: boolean }) {
  const { isAsked, setAsked } = useContext(Asked);
  const { identity } = useGetIdentity();
  const id = identity?.id;
  useEffect(() => {
    if (id === undefined || isEmpty || localStorage.getItem(keyOf(id)) !== null) return;
    localStorage.setItem(keyOf(id), 'seen');
    setAsked(true);
  }, [id, isEmpty, setAsked]);
  return (
    isAsked && (
      <Suspense>
        <Tour onEnd={() => setAsked(false)} />
      </Suspense>
    )
  );
}

export function TourItem() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const menu = useUserMenu();
  const { setAsked } = useContext(Asked);
  const choose = () => {
    menu?.onClose();
    setAsked(true);
    void navigate('/servers');
  };
  return (
    <MenuItem onClick={choose}>
      <ListItemIcon>
        <Explore fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('amiral.tour.title')}</ListItemText>
    </MenuItem>
  );
}
