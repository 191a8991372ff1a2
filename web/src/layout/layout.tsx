import Dashboard from '@mui/icons-material/Dashboard';
import EventRepeat from '@mui/icons-material/EventRepeat';
import Inbox from '@mui/icons-material/Inbox';
import Place from '@mui/icons-material/Place';
import ViewKanban from '@mui/icons-material/ViewKanban';
import AccountCircle from '@mui/icons-material/AccountCircle';
import { Box, ListItemIcon, ListItemText, MenuItem, Typography } from '@mui/material';
import { createContext, type ReactNode, useContext } from 'react';
import {
  AppBar,
  Layout,
  Logout,
  Menu,
  RefreshIconButton,
  ToggleThemeButton,
  UserMenu,
  useGetIdentity,
  useTranslate,
  useUserMenu,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { Broken } from '../common/broken';
import { SessionDialog } from '../auth/session.dialog';
import { useCan } from '../auth/use-can';
import { Anchor } from './anchor';
import { AwayBanner } from './away.banner';
import { IncidentsItem } from './incidents-item';
import { LanguageButton } from './language.button';
import { Shortcuts, ShortcutsItem } from './shortcut-help';
import { Touring, TourItem } from './touring';

function AccountItem() {
  const translate = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/account" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <AccountCircle fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('amiral.menu.account')}</ListItemText>
    </MenuItem>
  );
}

/** What stands in the bar of what goes on just now. */
const Tray = createContext<ReactNode>(null);

function Bar() {
  const tray = useContext(Tray);
  const { identity } = useGetIdentity();
  return (
    <AppBar
      userMenu={
        <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
          <AccountItem />
          <ShortcutsItem />
          <TourItem />
          <Logout />
        </UserMenu>
      }
      toolbar={
        <>
          {tray}
          <LanguageButton />
          <ToggleThemeButton />
          <RefreshIconButton />
        </>
      }
    >
      <Anchor size={24} />
      <Typography
        variant="h6"
        component="h1"
        id="react-admin-title"
        noWrap
        sx={{ flex: 1, ml: 1, textAlign: 'left' }}
      />
    </AppBar>
  );
}

function Navigation() {
  const mayReadEvents = useCan('read', 'events');
  const mayReadUsers = useCan('read', 'users');
  const mayReadIncidents = useCan('read', 'incidents');
  const mayReadSilences = useCan('read', 'silences');
  const mayReadWindows = useCan('read', 'maintenance-windows');
  const mayReadRules = useCan('read', 'alert-rules');
  const mayReadChannels = useCan('read', 'channels');
  return (
    <Menu>
      <Menu.Item to="/overview" primaryText="amiral.menu.overview" leftIcon={<Dashboard />} />
      <Menu.ResourceItem name="servers" />
      <Menu.Item to="/board" primaryText="amiral.menu.board" leftIcon={<ViewKanban />} />
      <Menu.Item to="/placement" primaryText="amiral.menu.placement" leftIcon={<Place />} />
      {mayReadIncidents && <IncidentsItem />}
      <Menu.ResourceItem name="instances" />
      <Menu.ResourceItem name="operations" />
      <Menu.Item to="/leftovers" primaryText="amiral.menu.leftovers" leftIcon={<Inbox />} />
      <Menu.ResourceItem name="plans" />
      <Menu.ResourceItem name="templates" />
      {mayReadSilences && <Menu.ResourceItem name="silences" />}
      {mayReadWindows && (
        <Menu.Item to="/maintenance-windows" primaryText="amiral.menu.maintenance" leftIcon={<EventRepeat />} />
      )}
      {mayReadRules && <Menu.ResourceItem name="alert-rules" />}
      {mayReadChannels && <Menu.ResourceItem name="channels" />}
      {mayReadUsers && <Menu.ResourceItem name="users" />}
      {mayReadEvents && <Menu.ResourceItem name="events" />}
    </Menu>
  );
}

/** What is wider than the page scrolls inside it, and the page itself never does; the bulk actions push the rows down instead of hiding the filters. */
const WIDE_INSIDE = {
  minWidth: 0,
  '& .RaLayout-content': { minWidth: 0, '&:focus': { outline: 'none' } },
  '& .RaList-main': { minWidth: 0 },
  '& .RaList-content': { overflowX: 'auto' },
  // A block in the line would be cut without a mark.
  '& #react-admin-title > *': { display: 'inline' },
  '& .RaUserMenu-userButton': { maxWidth: 200 },
  '& .MuiToolbar-root.RaBulkActionsToolbar-toolbar': { position: 'static', transform: 'none' },
  '& .MuiToolbar-root.RaBulkActionsToolbar-toolbar.RaBulkActionsToolbar-collapsed': { display: 'none' },
};

/** The frame around every page. */
export function Frame({ tray, children }: { tray?: ReactNode; children: ReactNode }) {
  return (
    <Shortcuts>
      <Touring>
        <Tray.Provider value={tray}>
          <Layout appBar={Bar} menu={Navigation} error={Broken} sx={WIDE_INSIDE}>
            <AwayBanner />
            <Box sx={{ px: { xs: 0.5, sm: 1 }, minWidth: 0 }}>{children}</Box>
            <SessionDialog />
          </Layout>
        </Tray.Provider>
      </Touring>
    </Shortcuts>
  );
}
