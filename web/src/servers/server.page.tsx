import { Box, Card, Stack, Tab, Tabs, Typography } from '@mui/material';
import { type ReactNode, Suspense } from 'react';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { Server } from '../api/client';
import { useCan } from '../auth/use-can';
import { lazyPart } from '../common/lazy-part';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { PauseButton } from '../operations/pause.button';
import { CordonedBadge, HealthBadge } from './server.badges';
import { ServerButtons } from './server.buttons';
import { ServerDelete } from './server.delete';
import { CapacityFacts, OverviewFacts, StatusFacts } from './server.facts';
import { DatabaseInputs, ResourceInputs, SERVER_FIELDS, ServerInputs } from './server.inputs';
import { ServerNotices } from './server.notices';
import { ServerSteps } from './server.steps';

const Hosted = lazyPart(() => import('./server.instances'), 'ServerInstances');
const History = lazyPart(() => import('./server.history'), 'ServerHistory');
const Incidents = lazyPart(() => import('../incidents/incident.of-server'), 'ServerIncidents');
const Journal = lazyPart(() => import('../events/event.of-server'), 'ServerEvents');

const TABS = [
  'overview',
  'status',
  'history',
  'server',
  'database',
  'resources',
  'instances',
  'incidents',
  'journal',
] as const;
type TabName = (typeof TABS)[number];
const EDITED: readonly TabName[] = ['server', 'database', 'resources'];

/** One tab's content; inputs of a hidden one keep what was typed. */
function Panel({ name, open, children }: { name: TabName; open: boolean; children: ReactNode }) {
  return (
    <Box role="tabpanel" id={`panel-${name}`} aria-labelledby={`tab-${name}`} hidden={!open}>
      {children}
    </Box>
  );
}

function TabBar({ tab, onChange }: { tab: TabName; onChange: (tab: TabName) => void }) {
  const translate = useTranslate();
  return (
    <Tabs
      value={tab}
      onChange={(_event, next: TabName) => onChange(next)}
      variant="scrollable"
      allowScrollButtonsMobile
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {TABS.map((name) => (
        <Tab
          key={name}
          value={name}
          id={`tab-${name}`}
          aria-controls={`panel-${name}`}
          label={translate(`amiral.tab.${name}`)}
        />
      ))}
    </Tabs>
  );
}

function ServerTabs({ server }: { server: Server }) {
  const mayUpdate = useCan('update', 'servers');
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'overview';
  const isOpen = (name: TabName) => name === tab;
  return (
    <Card variant="outlined">
      <TabBar tab={tab} onChange={(next) => setSearch({ tab: next }, { replace: true })} />
      <Box sx={{ p: 2 }}>
        <Panel name="overview" open={isOpen('overview')}>
          <OverviewFacts server={server} />
        </Panel>
        <Panel name="status" open={isOpen('status')}>
          <StatusFacts server={server} />
        </Panel>
        <Box hidden={!EDITED.includes(tab)}>
          <RecordForm resource="servers" record={server} fields={SERVER_FIELDS} disabled={!mayUpdate}>
            <Panel name="server" open={isOpen('server')}>
              <ServerInputs server={server} disabled={!mayUpdate} />
            </Panel>
            <Panel name="database" open={isOpen('database')}>
              <DatabaseInputs server={server} disabled={!mayUpdate} />
            </Panel>
            <Panel name="resources" open={isOpen('resources')}>
              <CapacityFacts server={server} />
              <ResourceInputs />
            </Panel>
          </RecordForm>
          {isOpen('server') && <ServerDelete server={server} />}
        </Box>
        <Suspense fallback={null}>
          <Panel name="history" open={isOpen('history')}>
            {isOpen('history') && <History />}
          </Panel>
          <Panel name="instances" open={isOpen('instances')}>
            {isOpen('instances') && <Hosted />}
          </Panel>
          <Panel name="incidents" open={isOpen('incidents')}>
            {isOpen('incidents') && <Incidents />}
          </Panel>
          <Panel name="journal" open={isOpen('journal')}>
            {isOpen('journal') && <Journal />}
          </Panel>
        </Suspense>
      </Box>
    </Card>
  );
}

function Header({ server }: { server: Server }) {
  const mayPause = useCan('pause', 'operation-pauses');
  return (
    <Stack spacing={1.25}>
      <Stack direction="row" useFlexGap sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography color="text.secondary">{server.code}</Typography>
        <HealthBadge healthStatus={server.healthStatus} />
        {server.cordoned && <CordonedBadge />}
      </Stack>
      <ServerSteps state={server.state} />
      <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
        <ServerButtons server={server} />
        {mayPause && <PauseButton server={server} />}
      </Stack>
      <ServerNotices server={server} />
    </Stack>
  );
}

export function ServerPage() {
  return (
    <RecordPage<Server> resource="servers" nameOf={({ name }) => name} header={(server) => <Header server={server} />}>
      {(server) => <ServerTabs key={server.id} server={server} />}
    </RecordPage>
  );
}
