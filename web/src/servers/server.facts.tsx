import { Box, Chip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { CapacityBar } from '../common/capacity.bar';
import { RelativeTime } from '../common/relative-time';
import { Online } from './online';
import { HealthBadge, StateBadge } from './server.badges';

function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))' }}
    >
      {children}
    </Box>
  );
}

function Fact({ of, children }: { of: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box>
      <Typography component="dt" variant="caption" color="text.secondary">
        {translate(`resources.servers.fields.${of}`)}
      </Typography>
      <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  );
}

const given = (value: string | null) => (value === null || value === '' ? '–' : value);

/** How full it is, and what it is made of. */
export function CapacityFacts({ server }: { server: Server }) {
  const [locale] = useLocaleState();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Box sx={{ mb: 2 }}>
      <Facts>
        <Fact of="instanceCount">
          <CapacityBar used={server.instanceCount} total={server.maxInstances} />
        </Fact>
        <Fact of="availableCapacity">{percent.format(server.availableCapacity / 100)}</Fact>
      </Facts>
    </Box>
  );
}

function Labels({ labels }: Pick<Server, 'labels'>) {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}: ${value}`);
  return pairs.length === 0 ? '–' : pairs.map((pair) => <Chip key={pair} size="small" label={pair} sx={{ mr: 0.5 }} />);
}

const yesNo = (is: boolean) => (is ? 'ra.boolean.true' : 'ra.boolean.false');

export function OverviewFacts({ server }: { server: Server }) {
  const translate = useTranslate();
  return (
    <>
      <CapacityFacts server={server} />
      <Facts>
        <Fact of="serverUrl">
          <a href={server.serverUrl} target="_blank" rel="noreferrer" style={{ color: 'inherit' }}>
            {server.serverUrl}
          </a>
        </Fact>
        <Fact of="odooVersion">{given(server.odooVersion)}</Fact>
        <Fact of="labels">
          <Labels labels={server.labels} />
        </Fact>
        <Fact of="description">{given(server.description)}</Fact>
        <Fact of="cordoned">{translate(yesNo(server.cordoned))}</Fact>
        <Fact of="archived">{translate(yesNo(server.archived))}</Fact>
        {(['cpuCores', 'memoryGb', 'diskGb'] as const).map((size) => (
          <Fact key={size} of={size}>
            {server[size] ?? '–'}
          </Fact>
        ))}
        <Fact of="createdAt">
          <RelativeTime at={server.createdAt} />
        </Fact>
        <Fact of="updatedAt">
          <RelativeTime at={server.updatedAt} />
        </Fact>
      </Facts>
    </>
  );
}

export function StatusFacts({ server }: { server: Server }) {
  const [locale] = useLocaleState();
  const { responseTimeMs } = server;
  return (
    <Facts>
      <Fact of="state">
        <StateBadge state={server.state} />
      </Fact>
      <Fact of="healthStatus">
        <HealthBadge healthStatus={server.healthStatus} />
      </Fact>
      <Fact of="healthSince">
        <RelativeTime at={server.healthSince} />
      </Fact>
      <Fact of="isOnline">
        <Online is={server.isOnline} />
      </Fact>
      <Fact of="lastCheckAt">
        <RelativeTime at={server.lastCheckAt} />
      </Fact>
      <Fact of="responseTimeMs">
        {responseTimeMs === null
          ? '–'
          : `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(responseTimeMs)} ms`}
      </Fact>
      <Fact of="lastError">{given(server.lastError)}</Fact>
      <Fact of="maintenanceReason">{given(server.maintenanceReason)}</Fact>
      <Fact of="maintenanceUntil">
        <RelativeTime at={server.maintenanceUntil} />
      </Fact>
    </Facts>
  );
}
