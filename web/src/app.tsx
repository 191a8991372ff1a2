import Campaign from '@mui/icons-material/Campaign';
import Dns from '@mui/icons-material/Dns';
import Engineering from '@mui/icons-material/Engineering';
import Group from '@mui/icons-material/Group';
import History from '@mui/icons-material/History';
import Inventory from '@mui/icons-material/Inventory2';
import Sell from '@mui/icons-material/Sell';
import Storage from '@mui/icons-material/Storage';
import Rule from '@mui/icons-material/Rule';
import VolumeOff from '@mui/icons-material/VolumeOff';
import { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CssBaseline } from '@mui/material';
import { AdminContext, CoreAdminUI, CustomRoutes, LoadingPage, Notification, Resource } from 'react-admin';
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom';
import { dataProvider } from './api/data.provider';
import { authProvider } from './auth/auth.provider';
import { LoginPage } from './auth/login.page';
import { Broken } from './common/broken';
import { lazyPart } from './common/lazy-part';
import { AccessDenied, NotFound } from './common/notice.page';
import { store } from './common/store';
import { PanicBanner } from './health/panic.banner';
import { i18nProvider } from './i18n/i18n.provider';
import { Frame } from './layout/layout';
import { darkTheme, lightTheme } from './layout/theme';
import { OperationTray } from './operations/operation.tray';
import { PauseBanner } from './operations/pause.banner';
import { ServerList } from './servers/server.list';

const ServerPage = lazyPart(() => import('./servers/server.page'), 'ServerPage');
const ServerCreate = lazyPart(() => import('./servers/server.create'), 'ServerCreate');
const Overview = lazyPart(() => import('./overview/overview'), 'Overview');
const Board = lazyPart(() => import('./board/board'), 'Board');
const Placement = lazyPart(() => import('./placement/placement'), 'Placement');
const InstanceList = lazyPart(() => import('./instances/instance.list'), 'InstanceList');
const InstancePage = lazyPart(() => import('./instances/instance.page'), 'InstancePage');
const InstanceCreate = lazyPart(() => import('./instances/instance.create'), 'InstanceCreate');
const InstanceAdopt = lazyPart(() => import('./instances/instance.adopt'), 'InstanceAdopt');
const OperationList = lazyPart(() => import('./operations/operation.list'), 'OperationList');
const OperationPage = lazyPart(() => import('./operations/operation.page'), 'OperationPage');
const Leftovers = lazyPart(() => import('./instances/leftovers'), 'Leftovers');
const PlanList = lazyPart(() => import('./plans/plan.list'), 'PlanList');
const PlanPage = lazyPart(() => import('./plans/plan.pages'), 'PlanPage');
const PlanCreate = lazyPart(() => import('./plans/plan.pages'), 'PlanCreate');
const TemplateList = lazyPart(() => import('./templates/template.list'), 'TemplateList');
const TemplatePage = lazyPart(() => import('./templates/template.pages'), 'TemplatePage');
const TemplateCreate = lazyPart(() => import('./templates/template.pages'), 'TemplateCreate');
const UserList = lazyPart(() => import('./users/user.list'), 'UserList');
const UserPage = lazyPart(() => import('./users/user.pages'), 'UserPage');
const UserCreate = lazyPart(() => import('./users/user.pages'), 'UserCreate');
const ChannelList = lazyPart(() => import('./channels/channel.list'), 'ChannelList');
const ChannelPage = lazyPart(() => import('./channels/channel.pages'), 'ChannelPage');
const ChannelCreate = lazyPart(() => import('./channels/channel.pages'), 'ChannelCreate');
const DeliveryList = lazyPart(() => import('./channels/delivery.list'), 'DeliveryList');
const IncidentList = lazyPart(() => import('./incidents/incident.list'), 'IncidentList');
const IncidentPage = lazyPart(() => import('./incidents/incident.page'), 'IncidentPage');
const SilenceList = lazyPart(() => import('./silences/silence.list'), 'SilenceList');
const SilenceCreate = lazyPart(() => import('./silences/silence.create'), 'SilenceCreate');
const RuleList = lazyPart(() => import('./rules/rule.list'), 'RuleList');
const RulePage = lazyPart(() => import('./rules/rule.pages'), 'RulePage');
const RuleCreate = lazyPart(() => import('./rules/rule.pages'), 'RuleCreate');
const WindowList = lazyPart(() => import('./windows/window.list'), 'WindowList');
const WindowPage = lazyPart(() => import('./windows/window.pages'), 'WindowPage');
const WindowCreate = lazyPart(() => import('./windows/window.pages'), 'WindowCreate');
const EventList = lazyPart(() => import('./events/event.list'), 'EventList');
const Account = lazyPart(() => import('./account/account'), 'Account');

/** Whoever calls the server tries again (see api/): neither a second time here, nor only when the browser believes to be online. */
const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
});

/** The frame, and above each page what concerns the whole fleet. */
function FleetFrame({ children }: { children: ReactNode }) {
  return (
    <Frame tray={<OperationTray />}>
      <PanicBanner />
      <PauseBanner />
      {children}
    </Frame>
  );
}

const NOUNS = [
  { name: 'servers', icon: Dns, list: ServerList, edit: ServerPage, create: ServerCreate },
  { name: 'instances', icon: Storage, list: InstanceList, edit: InstancePage, create: InstanceCreate },
  { name: 'operations', icon: Engineering, list: OperationList, edit: OperationPage },
  { name: 'plans', icon: Sell, list: PlanList, edit: PlanPage, create: PlanCreate },
  { name: 'templates', icon: Inventory, list: TemplateList, edit: TemplatePage, create: TemplateCreate },
  { name: 'incidents', list: IncidentList, edit: IncidentPage },
  { name: 'silences', icon: VolumeOff, list: SilenceList, create: SilenceCreate },
  { name: 'maintenance-windows', list: WindowList, edit: WindowPage, create: WindowCreate },
  { name: 'alert-rules', icon: Rule, list: RuleList, edit: RulePage, create: RuleCreate },
  { name: 'channels', icon: Campaign, list: ChannelList, edit: ChannelPage, create: ChannelCreate },
  { name: 'deliveries', list: DeliveryList },
  { name: 'users', icon: Group, list: UserList, edit: UserPage, create: UserCreate },
  { name: 'events', icon: History, list: EventList },
];

/** What react-admin's `Admin` is made of, without the pages that stand here already, whose forms would be loaded first. */
function Console() {
  return (
    <AdminContext
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={store}
      theme={lightTheme}
      darkTheme={darkTheme}
    >
      <CssBaseline enableColorScheme />
      <CoreAdminUI
        title="Amiral"
        layout={FleetFrame}
        loading={LoadingPage}
        loginPage={LoginPage}
        accessDenied={AccessDenied}
        catchAll={NotFound}
        error={Broken}
        requireAuth
        disableTelemetry
      >
        {NOUNS.map((noun) => (
          <Resource key={noun.name} {...noun} recordRepresentation="name" />
        ))}
        <CustomRoutes>
          <Route path="/overview" element={<Overview />} />
          <Route path="/board" element={<Board />} />
          <Route path="/placement" element={<Placement />} />
          <Route path="/instances/adopt" element={<InstanceAdopt />} />
          <Route path="/leftovers" element={<Leftovers />} />
          <Route path="/account" element={<Account />} />
        </CustomRoutes>
      </CoreAdminUI>
      <Notification />
    </AdminContext>
  );
}

const router = createBrowserRouter([{ path: '*', element: <Console /> }]);

export function App() {
  return <RouterProvider router={router} />;
}
