import { Chip, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { FilterLiveSearch, useListFilterContext, useTranslate } from 'react-admin';

type Filter = Record<string, unknown>;

/** Filters of which any number may be on: the list shows whatever is one of them. */
const ANY_OF = [
  { source: 'state', words: ['active', 'offline', 'maintenance', 'draft', 'disabled'], catalogue: 'amiral.state' },
  { source: 'healthStatus', words: ['healthy', 'warning', 'critical', 'unknown'], catalogue: 'amiral.health' },
] as const;

/** Filters on what is free, of which one may be on. */
const CAPACITY: Readonly<Record<string, Filter>> = {
  room: { minAvailableCapacity: 20 },
  nearly_full: { minAvailableCapacity: 0.01, maxAvailableCapacity: 20 },
  full: { maxAvailableCapacity: 0 },
};

const listOf = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

function toggled(filter: Filter, source: string, word: string): Filter {
  const chosen = listOf(filter[source]);
  const next = chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word];
  const { [source]: _gone, ...rest } = filter;
  return next.length > 0 ? { ...rest, [source]: next } : rest;
}

function isOn({ minAvailableCapacity, maxAvailableCapacity }: Filter, capacity: Filter): boolean {
  return (
    minAvailableCapacity === capacity['minAvailableCapacity'] &&
    maxAvailableCapacity === capacity['maxAvailableCapacity']
  );
}

function Toggle({ label, on, onToggle }: { label: string; on: boolean; onToggle: () => void }) {
  return (
    <Chip
      size="small"
      component="button"
      label={label}
      aria-pressed={on}
      clickable
      color={on ? 'primary' : 'default'}
      variant={on ? 'filled' : 'outlined'}
      onClick={onToggle}
    />
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Stack
      direction="row"
      useFlexGap
      role="group"
      aria-label={translate(label)}
      sx={{ gap: 0.5, flexWrap: 'wrap', alignItems: 'center' }}
    >
      <Typography variant="caption" color="text.secondary">
        {translate(label)}
      </Typography>
      {children}
    </Stack>
  );
}

/** What is searched for and filtered by; all of it stands in the address of the page. */
export function ServerFilters() {
  const translate = useTranslate();
  const context = useListFilterContext();
  const filter = context.filterValues as Filter;
  const { minAvailableCapacity: _min, maxAvailableCapacity: _max, ...rest } = filter;
  const set = (next: Filter) => context.setFilters(next, undefined, false);
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center', py: 1 }} role="search">
      <FilterLiveSearch
        source="q"
        sx={{ width: { xs: '100%', sm: 240 }, m: 0 }}
        hiddenLabel={false}
        label="ra.action.search"
      />
      {ANY_OF.map(({ source, words, catalogue }) => (
        <Group key={source} label={`amiral.filter.${source}`}>
          {words.map((word) => (
            <Toggle
              key={word}
              label={translate(`${catalogue}.${word}`)}
              on={listOf(filter[source]).includes(word)}
              onToggle={() => set(toggled(filter, source, word))}
            />
          ))}
        </Group>
      ))}
      <Group label="amiral.filter.capacity">
        {Object.entries(CAPACITY).map(([word, capacity]) => (
          <Toggle
            key={word}
            label={translate(`amiral.filter.${word}`)}
            on={isOn(filter, capacity)}
            onToggle={() => set(isOn(filter, capacity) ? rest : { ...rest, ...capacity })}
          />
        ))}
      </Group>
    </Stack>
  );
}
