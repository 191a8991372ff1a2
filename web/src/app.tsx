import Dns from '@mui/icons-material/Dns';
import Group from '@mui/icons-material/Group';
import History from '@mui/icons-material/History';
import Inventory from '@mui/icons-material/Inventory2';
import Sell from '@mui/icons-material/Sell';
import Storage from '@mui/icons-material/Storage';
import { QueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { Admin, CustomRoutes, HttpError, Resource } from 'react-admin';
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom';
import { dataProvider } from './api/data.provider';
import { authProvider } from './auth/auth.provider';
import { LoginPage } from './auth/login.page';
import { i18nProvider } from './i18n/i18n.provider';
import { Frame } from './layout/layout';
import { darkTheme, lightTheme } from './layout/theme';
import { ServerList } from './servers/server.list';

const ServerPage = lazy(() => import('./servers/server.page').then((file) => ({ default: file.ServerPage })));
const ServerCreate = lazy(() => import('./servers/server.create').then((file) => ({ default: file.ServerCreate })));
const Board = lazy(() => import('./board/board').then((file) => ({ default: file.Board })));
const Placement = lazy(() => import('./placement/placement').then((file) => ({ default: file.Placement })));
const InstanceList = lazy(() => import('./instances/instance.list').then((file) => ({ default: file.InstanceList })));
const InstancePage = lazy(() => import('./instances/instance.page').then((file) => ({ default: file.InstancePage })));
const InstanceCreate = lazy(() =>
  import('./instances/instance.create').then((file) => ({ default: file.InstanceCreate })),
);
const PlanList = lazy(() => import('./plans/plan.list').then((file) => ({ default: file.PlanList })));
const PlanPage = lazy(() => import('./plans/plan.pages').then((file) => ({ default: file.PlanPage })));
const PlanCreate = lazy(() => import('./plans/plan.pages').then((file) => ({ default: file.PlanCreate })));
const TemplateList = lazy(() => import('./templates/template.list').then((file) => ({ default: file.TemplateList })));
const TemplatePage = lazy(() => import('./templates/template.pages').then((file) => ({ default: file.TemplatePage })));
const TemplateCreate = lazy(() =>
  import('./templates/template.pages').then((file) => ({ default: file.TemplateCreate })),
);
const UserList = lazy(() => import('./users/user.list').then((file) => ({ default: file.UserList })));
const UserPage = lazy(() => import('./users/user.pages').then((file) => ({ default: file.UserPage })));
const UserCreate = lazy(() => import('./users/user.pages').then((file) => ({ default: file.UserCreate })));
const EventList = lazy(() => import('./events/event.list').then((file) => ({ default: file.EventList })));
const Account = lazy(() => import('./account/account').then((file) => ({ default: file.Account })));

const TRIES = 4;
const LONGEST_WAIT_MS = 10_000;

/** Reads are tried again while the server is away or busy, after waits that double; refusals are final, and writes are never repeated. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof HttpError && error.status >= 502 && failures < TRIES,
      retryDelay: (failures) => Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const NOUNS = [
  { name: 'servers', icon: Dns, list: ServerList, edit: ServerPage, create: ServerCreate },
  { name: 'instances', icon: Storage, list: InstanceList, edit: InstancePage, create: InstanceCreate },
  { name: 'plans', icon: Sell, list: PlanList, edit: PlanPage, create: PlanCreate },
  { name: 'templates', icon: Inventory, list: TemplateList, edit: TemplatePage, create: TemplateCreate },
  { name: 'users', icon: Group, list: UserList, edit: UserPage, create: UserCreate },
  { name: 'events', icon: History, list: EventList },
];

function Console() {
  return (
    <Admin
      title="Amiral"
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      layout={Frame}
      loginPage={LoginPage}
      theme={lightTheme}
      darkTheme={darkTheme}
      requireAuth
      disableTelemetry
    >
      {NOUNS.map((noun) => (
        <Resource key={noun.name} {...noun} recordRepresentation="name" />
      ))}
      <CustomRoutes>
        <Route path="/board" element={<Board />} />
        <Route path="/placement" element={<Placement />} />
        <Route path="/account" element={<Account />} />
      </CustomRoutes>
    </Admin>
  );
}

const router = createBrowserRouter([{ path: '*', element: <Console /> }]);

export function App() {
  return <RouterProvider router={router} />;
}
